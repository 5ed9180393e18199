import { describe, expect, test } from 'vitest';
import type { Decline, Invoice } from '../../engine/account/account.ts';
import type { DomainEvent } from '../../engine/account/event.ts';
import { applyBilling, noBilling } from '../../engine/billing/billing-state.ts';
import { applyDecline, categoryOf } from '../../engine/billing/decline-state.ts';
import { plusSeconds } from '../../engine/kernel/instant.ts';
import { anEvent } from '../support/journeys.ts';

const at = (minute: number) => plusSeconds('2026-03-01T00:00:00.000Z', minute * 60);
const declined = (fields: DomainEvent['fields'], minute = 0) =>
  anEvent('payment.declined', { occurredAt: at(minute), fields: { decline: 'hard', amount: 4900, ...fields } });
const failed = (fields: DomainEvent['fields'] = {}, minute = 0) =>
  anEvent('payment.failed', { occurredAt: at(minute), fields: { invoice: 'in_1', amount: 4900, ...fields } });

const decline = (more: Partial<Decline> = {}): Decline => ({
  invoice: null,
  payment: null,
  amount: 4900,
  category: 'hard',
  at: at(0),
  ...more,
});
const failing = (more: Partial<Invoice> = {}): Invoice => ({
  state: 'failing',
  amount: 4900,
  decline: 'unknown',
  at: at(0),
  failure: { invoice: 'in_1', amount: 4900, attempt: 2 },
  ...more,
});
const apply = (event: DomainEvent, invoice: Invoice = failing(), declines: readonly Decline[] = []) =>
  applyDecline({ invoices: { in_1: invoice }, declines }, event);

describe('why a payment failed', () => {
  test.each<[string, DomainEvent['fields'], number, Decline[], string]>([
    ['is what the event says', { decline: 'soft' }, 0, [decline({ invoice: 'in_1' })], 'soft'],
    ['is what the charge of its invoice said', {}, 0, [decline({ invoice: 'in_1', amount: 1, at: at(-900) })], 'hard'],
    [
      'is not what the charge of another invoice said',
      {},
      0,
      [decline({ invoice: 'in_2', payment: 'pi_1' })],
      'unknown',
    ],
    [
      'is what the charge of its payment said',
      { payment: 'pi_1' },
      0,
      [decline({ payment: 'pi_1', amount: 1 })],
      'hard',
    ],
    [
      'is not what the charge of another payment said',
      { payment: 'pi_1' },
      0,
      [decline({ payment: 'pi_2' })],
      'unknown',
    ],
    [
      'is what a charge of that amount said, where only one names a payment',
      {},
      0,
      [decline({ payment: 'pi_2' })],
      'hard',
    ],
    ['is what a charge of that amount said within an hour before', {}, 60, [decline()], 'hard'],
    ['is what a charge of that amount said within an hour after', {}, -60, [decline()], 'hard'],
    ['is not what a charge of that amount said earlier', {}, 61, [decline()], 'unknown'],
    ['is not what a charge of another amount said', {}, 0, [decline({ amount: 4901 })], 'unknown'],
    ['is not what a charge without an amount said', { amount: null }, 0, [decline({ amount: null })], 'unknown'],
    ['is what the latest charge said', {}, 0, [decline({ category: 'soft' }), decline()], 'hard'],
    ['is not what a charge said that gave no reason', {}, 0, [decline(), decline({ category: 'unknown' })], 'hard'],
  ])('%s', (_, fields, minute, declines, category) => {
    expect(categoryOf(failed(fields, minute), undefined, declines)).toBe(category);
  });

  test('stays as it is known where nothing new says otherwise', () => {
    expect(categoryOf(failed(), failing({ decline: 'fraud' }), [])).toBe('fraud');
    expect(categoryOf(failed(), failing({ decline: 'fraud' }), [decline()])).toBe('hard');
    expect(categoryOf(failed({ decline: 'nonsense' }), undefined, [])).toBe('unknown');
  });
});

describe('a declined charge that comes after its failure', () => {
  const charge = declined({ invoice: 'in_1' });

  test('tells the failure again, with the reason', () => {
    const { billing, events } = apply(charge);
    const failure = { invoice: 'in_1', amount: 4900, attempt: 2, decline: 'hard' };
    expect(events).toEqual([
      { ...charge, id: `${charge.id}#payment.failed`, name: 'payment.failed', fields: failure },
      charge,
    ]);
    expect(billing.invoices).toEqual({ in_1: failing({ decline: 'hard', failure }) });
    expect(billing.declines).toEqual([decline({ invoice: 'in_1' })]);
  });

  test('of a checkout explains it and tells no failure yet', () => {
    const { billing, events } = apply(charge, failing({ state: 'checkout' }));
    expect(events).toEqual([charge]);
    expect(billing.invoices.in_1).toMatchObject({ state: 'checkout', decline: 'hard', failure: { decline: 'hard' } });
  });

  test.each<[string, DomainEvent, Invoice]>([
    ['without a reason', declined({ invoice: 'in_1', decline: null }), failing()],
    ['of another invoice', declined({ invoice: 'in_2' }), failing()],
    ['of an invoice that was paid', charge, failing({ state: 'paid' })],
    ['of an invoice that was voided', charge, failing({ state: 'voided' })],
    ['of a failure that is explained', charge, failing({ decline: 'soft' })],
    ['of another amount, of a payment', declined({ payment: 'pi_1', amount: 1 }), failing()],
  ])('%s tells only itself, and is remembered', (_, event, invoice) => {
    const { billing, events } = apply(event, invoice);
    expect(events).toEqual([event]);
    expect(billing.invoices).toEqual({ in_1: invoice });
    expect(billing.declines).toHaveLength(1);
  });
});

describe('declined charges', () => {
  test('are remembered once each, in order of time, and the last twenty', () => {
    const [late, early] = [declined({ payment: 'late' }, 5), declined({ payment: 'early' }, 1)];
    const { billing } = [late, early, late, early].reduce((step, event) => applyDecline(step.billing, event), {
      billing: noBilling,
      events: [] as DomainEvent[],
    });
    expect(billing.declines.map(({ payment }) => payment)).toEqual(['early', 'late']);

    const many = Array.from({ length: 20 }, (_, index) => decline({ payment: `pi_${index}`, at: at(10 + index) }));
    const keptWith = (event: DomainEvent) =>
      apply(event, failing(), many).billing.declines.map(({ payment }) => payment);
    expect(keptWith(declined({ payment: 'new' }, 90))).toEqual([...many.slice(1).map(({ payment }) => payment), 'new']);
    expect(keptWith(declined({ payment: 'old' }, 1))).not.toContain('old');
  });

  test('are forgotten after 90 days', () => {
    const { billing } = apply(declined({ payment: 'pi_1' }));
    const keptAfter = (days: number) =>
      applyBilling({ billing, attributes: {} }, failed({ invoice: 'in_9' }, days * 1440)).billing.declines.length;
    expect([keptAfter(90), keptAfter(91)]).toEqual([1, 0]);
  });
});
