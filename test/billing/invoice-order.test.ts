import { describe, expect, test } from 'vitest';
import type { Attributes, Billing, Invoice } from '../../engine/account/account.ts';
import type { DomainEvent } from '../../engine/account/event.ts';
import { applyBilling, noBilling } from '../../engine/billing/billing-state.ts';
import { plusSeconds } from '../../engine/kernel/instant.ts';
import { anEvent } from '../support/journeys.ts';

const at = (second: number) => plusSeconds('2026-03-01T00:00:00.000Z', second);
const tell = (name: string, second: number, fields: DomainEvent['fields'] = {}) =>
  anEvent(name, { occurredAt: at(second), fields: { invoice: 'in_1', ...fields } });
const fails = (second: number, more: DomainEvent['fields'] = {}) =>
  tell('payment.failed', second, { amount: 4900, subscription: 'a', ...more });

const told = (events: readonly DomainEvent[], attributes: Attributes = {}, before: Billing = noBilling) =>
  events.reduce<{ billing: Billing; events: DomainEvent[] }>(
    ({ billing }, event) => applyBilling({ billing, attributes }, event),
    { billing: before, events: [] },
  );
const namesAfter = (...events: DomainEvent[]) => told(events).events.map(({ name }) => name);
const invoiceAfter = (...events: DomainEvent[]): Invoice | undefined => told(events).billing.invoices.in_1;

describe('a failed payment', () => {
  test('without an invoice is told, with its reason, and kept nowhere', () => {
    const { billing, events } = told([fails(0, { invoice: null, decline: 'soft' })]);
    expect(events).toMatchObject([{ name: 'payment.failed', fields: { decline: 'soft' } }]);
    expect(billing.invoices).toEqual({});
  });

  test.each(['payment.succeeded', 'invoice.voided', 'invoice.uncollectible'])(
    'of the moment of %s or before it says nothing, and after it begins anew',
    closing => {
      const closed = tell(closing, 5, { amount: 4900 });
      expect(namesAfter(closed, fails(4))).toEqual([]);
      expect(namesAfter(closed, fails(5))).toEqual([]);
      expect(namesAfter(closed, fails(6))).toEqual(['payment.failed']);
      expect(invoiceAfter(fails(1), closed, fails(6))).toMatchObject({ state: 'failing', since: at(6) });
    },
  );

  test.each([0, -500])('of an invoice of %j is none', amount => {
    expect(told([fails(1, { amount })])).toEqual({ billing: noBilling, events: [] });
  });

  test('counts from the first failure, in whatever order they arrive', () => {
    expect(invoiceAfter(fails(1), fails(5))).toMatchObject({ since: at(1), at: at(5) });
    expect(invoiceAfter(fails(5), fails(1))).toMatchObject({ since: at(1), at: at(5) });
  });

  test('tells the latest one of what is owed', () => {
    const late = fails(5, { amount: 900, attempt: 2 });
    expect(invoiceAfter(fails(1), late)).toMatchObject({ amount: 900, failure: { attempt: 2 } });
    expect(invoiceAfter(late, fails(1))).toMatchObject({ amount: 900, failure: { attempt: 2 } });
    expect(invoiceAfter(fails(5), late)).toMatchObject({ amount: 900, failure: { attempt: 2 } });
  });

  test('of a new subscription that is owed already is no checkout', () => {
    const first = fails(5, { reason: 'subscription_create' });
    expect(invoiceAfter(first)?.state).toBe('checkout');
    expect(namesAfter(first)).toEqual([]);
    expect(invoiceAfter(fails(1), first)?.state).toBe('failing');
    expect(namesAfter(fails(1), first)).toEqual(['payment.failed']);
    expect(invoiceAfter(first, fails(6))?.state).toBe('failing');
  });
});

describe('a payment, void or write-off', () => {
  test.each<[string, Invoice['state'], string[]]>([
    ['payment.succeeded', 'paid', ['payment.recovered', 'payment.succeeded']],
    ['invoice.voided', 'voided', ['invoice.voided']],
    ['invoice.uncollectible', 'uncollectible', ['invoice.uncollectible']],
  ])('%s closes a failing invoice as %s', (name, state, names) => {
    const closing = tell(name, 5);
    expect(namesAfter(fails(1, { decline: 'hard' }), closing)).toEqual(names);
    expect(invoiceAfter(fails(1, { decline: 'hard' }), closing)).toEqual({
      state,
      amount: 4900,
      decline: 'hard',
      at: at(5),
    });
    expect(told([closing]).billing.paidAt).toBe(state === 'paid' ? at(5) : undefined);
  });

  test.each(['payment.succeeded', 'invoice.voided', 'invoice.uncollectible'])(
    'is told once, in whatever order and however often %s comes',
    name => {
      for (const [first, second] of [
        [5, 5],
        [5, 6],
        [6, 5],
      ] as const) {
        expect(namesAfter(fails(1), tell(name, first), tell(name, second))).toEqual([]);
        expect(invoiceAfter(fails(1), tell(name, first), tell(name, second))?.at).toBe(at(first));
      }
      expect(namesAfter(tell(name, 5), fails(7), tell(name, 8))).toContain(name);
    },
  );

  test('is a recovery only where the invoice was failing', () => {
    const paid = tell('payment.succeeded', 5);
    expect(namesAfter(paid)).toEqual(['payment.succeeded']);
    expect(namesAfter(tell('invoice.voided', 1), paid)).toEqual(['payment.succeeded']);
    expect(invoiceAfter(paid)).toEqual({ state: 'paid', amount: null, decline: 'unknown', at: at(5) });
  });

  test('wins in the second of a failure, and changes nothing of an earlier one', () => {
    expect(invoiceAfter(fails(5.9), tell('payment.succeeded', 5))?.state).toBe('paid');
    expect(invoiceAfter(fails(6), tell('payment.succeeded', 5))?.state).toBe('failing');
    expect(namesAfter(fails(6), tell('payment.succeeded', 5))).toEqual(['payment.succeeded']);
  });

  test('without an invoice is told as it is', () => {
    const { billing, events } = told([tell('payment.succeeded', 5, { invoice: null })]);
    expect([events.length, billing]).toEqual([1, noBilling]);
  });

  test('keeps the latest time of a payment', () => {
    const other = tell('payment.succeeded', 3, { invoice: 'in_2' });
    expect(told([tell('payment.succeeded', 5), other]).billing.paidAt).toBe(at(5));
  });
});

describe('a change of an invoice', () => {
  const changed = (second: number, fields: DomainEvent['fields'] = {}) => tell('invoice.changed', second, fields);

  test.each<[string, DomainEvent[], DomainEvent]>([
    ['without an id', [fails(1)], changed(2, { invoice: null, amount: 1 })],
    ['that is not known', [fails(1)], changed(2, { invoice: 'in_2', amount: 1 })],
    ['that is paid', [tell('payment.succeeded', 1)], changed(2, { amount: 1 })],
    ['that failed since', [fails(3)], changed(2, { amount: 1 })],
  ])('%s is only told', (_, events, change) => {
    const before = told(events).billing;
    expect(told([change], {}, before)).toEqual({ billing: before, events: [change] });
  });

  test.each([0, -500])('that leaves %j to pay settles it once, however that is told', amount => {
    const settles = changed(2, { amount });
    expect(namesAfter(fails(1), settles)).toEqual(['payment.recovered', 'payment.succeeded']);
    expect(told([fails(1), settles]).events[1]?.fields).toMatchObject({ invoice: 'in_1', amount: 4900 });
    expect(namesAfter(fails(1), settles, tell('payment.succeeded', 2))).toEqual([]);
    expect(namesAfter(fails(1), tell('payment.succeeded', 2), settles)).toEqual(['invoice.changed']);
    expect(namesAfter(fails(1), settles, fails(2, { attempt: 2 }))).toEqual([]);
  });

  test('replaces only what it says', () => {
    const failed = fails(1, { amount: 4900, nextAttemptAt: at(90), retriesExhausted: false });
    const failureAfter = (fields: DomainEvent['fields']) => invoiceAfter(failed, changed(2, fields))?.failure;
    const known = { invoice: 'in_1', subscription: 'a', decline: 'unknown' };
    expect(failureAfter({})).toEqual({ ...known, amount: 4900, nextAttemptAt: at(90), retriesExhausted: false });
    expect(failureAfter({ amount: 900, nextAttemptAt: null, retriesExhausted: true })).toEqual({
      ...known,
      amount: 900,
      nextAttemptAt: null,
      retriesExhausted: true,
    });
    expect(invoiceAfter(failed, changed(2))?.amount).toBe(4900);
  });

  test('in the moment of the failure counts', () => {
    expect(invoiceAfter(fails(2), changed(2, { amount: 900 }))?.amount).toBe(900);
  });

  test('says once that there will be no other attempt, and nothing of a checkout', () => {
    const last = changed(2, { retriesExhausted: true });
    expect(told([fails(1), last]).events).toMatchObject([
      { name: 'payment.failed', id: `${last.id}#payment.failed`, fields: { amount: 4900, retriesExhausted: true } },
      last,
    ]);
    expect(namesAfter(fails(1, { retriesExhausted: true }), last)).toEqual(['invoice.changed']);
    expect(namesAfter(fails(1, { reason: 'subscription_create' }), last)).toEqual(['invoice.changed']);
    expect(namesAfter(fails(1), changed(2, { retriesExhausted: false }))).toEqual(['invoice.changed']);
  });
});

describe('the end of a subscription makes obsolete', () => {
  const of = (subscription: string, status: string) => ({ invoice: null, subscription, status });
  const started = tell('subscription.started', 0, of('a', 'active'));
  const ended = tell('subscription.ended', 100, of('a', 'canceled'));

  test('what failed after it, one by one, and nothing that was paid', () => {
    const events = [
      started,
      fails(101),
      fails(102, { invoice: 'in_2', attempt: 3 }),
      fails(103, { invoice: 'in_3', periodEnd: at(90) }),
      tell('payment.succeeded', 104, { invoice: 'in_4' }),
    ];
    const step = told([...events, ended]);
    expect(step.events.filter(({ name }) => name === 'payment.obsolete')).toMatchObject([
      { id: `${ended.id}#payment.obsolete.in_1`, occurredAt: at(101), fields: { invoice: 'in_1' } },
      { id: `${ended.id}#payment.obsolete.in_2`, occurredAt: at(102), fields: { invoice: 'in_2', attempt: 3 } },
    ]);
    expect(Object.keys(step.billing.invoices)).toEqual(['in_3', 'in_4']);
  });

  test('no failure that began before it', () => {
    expect(namesAfter(started, fails(99), fails(101), ended)).not.toContain('payment.obsolete');
  });

  test('a later failure of one whose first payment never came', () => {
    const waits = tell('subscription.observed', 50, of('b', 'incomplete'));
    expect(namesAfter(started, waits, ended, fails(101, { subscription: 'b' }))).toEqual([]);
    expect(namesAfter(started, waits, fails(101, { subscription: 'b' }))).toEqual(['payment.failed']);
  });

  test('nothing that is for a time which was delivered, to the second', () => {
    const namesFor = (periodEnd: string | number | null) => namesAfter(started, ended, fails(101, { periodEnd }));
    expect([namesFor(at(100.9)), namesFor(at(101)), namesFor(100), namesFor(null)]).toEqual([
      ['payment.failed'],
      [],
      [],
      [],
    ]);
  });
});
