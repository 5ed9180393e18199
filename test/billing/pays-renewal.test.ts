import { describe, expect, test } from 'vitest';
import type { Attributes, Billing, Subscription } from '../../engine/account/account.ts';
import type { DomainEvent } from '../../engine/account/event.ts';
import { noBilling } from '../../engine/billing/billing-state.ts';
import { paysRenewal } from '../../engine/billing/pays-renewal.ts';
import { anEvent } from '../support/journeys.ts';
import { said, someProfile } from '../support/touch.ts';

const paid = (fields: DomainEvent['fields'] = {}) =>
  anEvent('payment.succeeded', {
    occurredAt: '2026-03-15T09:30:00.000Z',
    fields: { invoice: 'in_2', reason: 'subscription_cycle', ...fields },
  });
const runs = (more: Partial<Subscription> = {}): Subscription => ({
  status: 'active',
  at: '2026-03-15T08:30:00.000Z',
  ran: true,
  ...more,
});
const renews = (event: DomainEvent, subscriptions: Billing['subscriptions'] = {}, more: Attributes = {}) =>
  paysRenewal(event, someProfile({}, { billing: { ...noBilling, subscriptions }, attributes: more }));

const year = { periodStart: '2026-03-15T08:30:00.000Z', periodEnd: '2027-03-15T08:30:00.000Z', subscription: 'a' };

describe('a payment of the cycle renews', () => {
  test('a subscription that ran before', () => {
    expect(renews(paid(year), { a: runs({ startedAt: '2025-03-15T08:30:00.000Z' }) })).toBe(true);
    expect(renews(paid(year))).toBe(true);
    expect(renews(paid({ ...year, reason: 'subscription_update' }))).toBe(false);
  });

  test.each<[string, DomainEvent['fields'], Subscription]>([
    ['began', year, runs({ startedAt: '2026-03-15T08:30:00.000Z' })],
    ['ended its trial', year, runs({ trialEndsAt: '2026-03-15T08:00:00.000Z' })],
    [
      'began, though the invoice does not name it',
      { ...year, subscription: null },
      runs({ startedAt: '2026-03-15T08:30:00.000Z' }),
    ],
  ])('but not with the first charge of one that %s', (_, fields, subscription) => {
    expect(renews(paid(fields), { a: subscription })).toBe(false);
  });

  test("but not with the first charge after the account's trial", () => {
    expect(renews(paid(year), {}, said({ trialEndsAt: '2026-03-15' }))).toBe(false);
  });

  test('with its second charge', () => {
    const started = { a: runs({ startedAt: '2026-02-15T08:30:00.000Z', trialEndsAt: '2026-02-15T08:30:00.000Z' }) };
    expect(renews(paid(year), started)).toBe(true);
  });

  test('of several subscriptions the contract, whose period begins with the renewal date', () => {
    const two = { a: runs(), b: runs() };
    expect(renews(paid(year), two, said({ renewalAt: '2026-03-14' }))).toBe(true);
    expect(renews(paid(year), two, said({ renewalAt: '2026-07-01' }))).toBe(false);
    expect(renews(paid(year), { a: runs(), b: runs({ status: 'canceled' }) }, said({ renewalAt: '2026-07-01' }))).toBe(
      true,
    );
  });
});
