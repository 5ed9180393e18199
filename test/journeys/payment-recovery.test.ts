import { expect, test } from 'vitest';
import paymentRecovery from '../../journeys/payment-recovery.ts';
import { templates } from '../../templates/index.ts';
import { planOf, stepOf } from './plan.ts';

const sameInvoice = { field: 'invoice', comparison: 'matchesTrigger', value: null };
const fraud = { kind: 'trigger', field: 'decline', comparison: 'is', value: 'fraud' };
const left = { kind: 'trigger', field: 'subscriptionEnded', comparison: 'is', value: true };
const mails = ['payment-failed', 'payment-reminder-1', 'payment-reminder-2', 'payment-final'] as const;

test('payment-recovery follows its plan', () => {
  expect(planOf(paymentRecovery)).toEqual([
    'day 0 | payment-failed | email',
    'day 0 | payment-review | escalate',
    'day 0 | payment-banner | prompt',
    'day 3 | payment-reminder-1 | email',
    'day 7 | payment-reminder-2 | email',
    'day 12 | payment-final | email',
    'day 14 | payment-escalation | escalate',
  ]);
});

test('a failed payment or one that needs an action enrolls, once per invoice', () => {
  expect(paymentRecovery.enroll).toMatchObject({
    event: 'payment.failed',
    alternatives: [{ event: 'payment.action_required' }],
  });
  expect(paymentRecovery.reenroll).toEqual({ kind: 'keyed', field: 'invoice' });
});

test('it ends when that invoice is settled, whatever becomes of others, and when the customer leaves', () => {
  expect(paymentRecovery.exit).toEqual([
    { kind: 'event', event: 'payment.recovered', where: [sameInvoice] },
    { kind: 'event', event: 'payment.succeeded', where: [sameInvoice] },
    { kind: 'event', event: 'invoice.voided', where: [sameInvoice] },
    { kind: 'event', event: 'invoice.uncollectible', where: [sameInvoice] },
    { kind: 'event', event: 'payment.obsolete', where: [sameInvoice] },
    {
      kind: 'event',
      event: 'subscription.ended',
      where: [{ field: 'subscription', comparison: 'matchesTrigger', value: null }],
    },
    { kind: 'event', event: 'subscription.canceled', where: [] },
  ]);
});

test('mails are transactional, in one thread, to billing or else admins, and not about fraud', () => {
  for (const id of mails) {
    const mail = stepOf(paymentRecovery, 'email', id);
    expect(mail).toMatchObject({ to: { roles: ['billing'], otherwise: ['admin'] }, thread: 'account' });
    expect(mail.unless).toEqual(id === 'payment-final' ? { kind: 'any', of: [fraud, left] } : fraud);
    expect(templates[id].class).toBe('transactional');
  }
});

test('who left before is told of no access that could end', () => {
  expect(stepOf(paymentRecovery, 'prompt', 'payment-banner').unless).toEqual(left);
});

test('fraud opens a task of highest severity, also when it turns out later', () => {
  expect(stepOf(paymentRecovery, 'escalate', 'payment-review')).toMatchObject({
    type: 'billing',
    severity: 1,
    when: fraud,
    early: [{ event: 'payment.failed', where: [sameInvoice, { field: 'decline', comparison: 'is', value: 'fraud' }] }],
  });
});

test('the banner stays until the enrollment ends', () => {
  const banner = stepOf(paymentRecovery, 'prompt', 'payment-banner');
  expect(banner.to).toEqual({ roles: ['billing', 'admin'] });
  expect(banner).not.toHaveProperty('expires');
});

test('the last retry or day 14 opens a task, more severe for much revenue', () => {
  expect(stepOf(paymentRecovery, 'escalate', 'payment-escalation')).toMatchObject({
    type: 'billing',
    severity: 2,
    raised: { when: { kind: 'attribute', name: 'arr', comparison: 'above', value: 15_000 }, severity: 1 },
    early: [
      { event: 'payment.failed', where: [sameInvoice, { field: 'retriesExhausted', comparison: 'is', value: true }] },
    ],
  });
});
