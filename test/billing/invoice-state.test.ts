import { describe, expect, test } from 'vitest';
import type { Billing } from '../../engine/account/account.ts';
import { evaluateEvent } from '../../engine/account/evaluate-event.ts';
import type { DomainEvent } from '../../engine/account/event.ts';
import { billingTimes } from '../../engine/billing/billing-clock.ts';
import { applyBilling, noBilling } from '../../engine/billing/billing-state.ts';
import { plusSeconds } from '../../engine/kernel/instant.ts';
import { anEvent } from '../support/journeys.ts';
import { said } from '../support/touch.ts';

const at = (hour: number) => plusSeconds('2026-03-01T00:00:00.000Z', hour * 3600);
const tell = (name: string, hour: number, fields: DomainEvent['fields'] = {}) =>
  anEvent(name, { occurredAt: at(hour), fields });
const of = (subscription: string, status: string) => ({ subscription, status });
const fails = (hour: number, more: DomainEvent['fields'] = {}) =>
  tell('payment.failed', hour, { invoice: 'in_1', amount: 4900, subscription: 'a', nextAttemptAt: at(90), ...more });
const time = (hour: number) => tell(evaluateEvent, hour);

const told = (events: readonly DomainEvent[], attributes = {}) =>
  events.reduce<{ billing: Billing; facts: DomainEvent[] }>(
    ({ billing, facts }, event) => {
      const step = applyBilling({ billing, attributes }, event);
      return { billing: step.billing, facts: [...facts, ...step.events] };
    },
    { billing: noBilling, facts: [] },
  );
const failuresIn = (events: readonly DomainEvent[], attributes = {}) =>
  told(events, attributes).facts.filter(({ name }) => name === 'payment.failed');

describe('a payment that fails after the customer left', () => {
  const started = tell('subscription.started', 1, of('a', 'active'));
  const ended = tell('subscription.ended', 10, of('a', 'canceled'));

  test.each<[string, DomainEvent['fields']]>([
    ['of the subscription that ended', {}],
    ['of no subscription', { subscription: null }],
    ['of one that is not known', { subscription: 'other' }],
    ['for a time after the end', { periodEnd: at(11) }],
  ])('begins nothing: %s', (_, more) => {
    expect(failuresIn([started, ended, fails(11, more)])).toEqual([]);
  });

  test('is told where all that it is for was delivered before', () => {
    expect(failuresIn([started, ended, fails(11, { periodEnd: at(10) })])).toMatchObject([
      { fields: { subscriptionEnded: true } },
    ]);
  });

  test('in the second of the end, or while another subscription is the one that is owed, is a failure like any', () => {
    expect(failuresIn([started, ended, fails(10)])).toHaveLength(1);
    const other = tell('subscription.started', 2, of('b', 'active'));
    expect(failuresIn([started, other, ended, fails(11, { subscription: 'b' })])).toHaveLength(1);
    expect(failuresIn([started, other, ended, fails(11, { subscription: null })])).toHaveLength(1);
    expect(failuresIn([started, other, ended, fails(11)])).toEqual([]);
  });

  test('of an account that was known before its subscriptions were begins nothing either', () => {
    expect(failuresIn([fails(11)], { status: { value: 'canceled', at: at(10) } })).toEqual([]);
    expect(failuresIn([fails(11)], said({ status: 'active' }))).toHaveLength(1);
  });

  test('and was told before the end turns out to be obsolete', () => {
    const { billing, facts } = told([started, fails(11), ended]);
    expect(facts.at(-1)).toMatchObject({ name: 'payment.obsolete', fields: { invoice: 'in_1' }, occurredAt: at(11) });
    expect(billing.invoices).toEqual({});
    expect(told([started, fails(9), ended]).billing.invoices).toMatchObject({ in_1: { state: 'failing' } });
  });

  test('and was told before the end is said to be for what was delivered, once', () => {
    const owed = fails(11, { periodEnd: at(10) });
    const fields = { invoice: 'in_1', amount: 4900, subscriptionEnded: true };
    const { billing, facts } = told([started, owed, ended]);
    expect(facts.at(-1)).toMatchObject({ name: 'invoice.changed', fields });
    expect(billing.invoices).toEqual(told([started, ended, owed]).billing.invoices);
    const other = [
      tell('subscription.started', 1, of('b', 'active')),
      tell('subscription.ended', 10, of('b', 'canceled')),
    ];
    expect(
      told([started, ...other, owed, ended, ...other]).facts.filter(({ name }) => name === 'invoice.changed'),
    ).toHaveLength(1);
  });
});

describe('a first payment that fails', () => {
  const first = fails(2, { reason: 'subscription_create', nextAttemptAt: null });

  test("is the checkout's business for an hour", () => {
    const { billing, facts } = told([first]);
    expect(facts).toEqual([]);
    expect(billingTimes(billing)).toEqual([at(3)]);
  });

  test.each(['active', 'past_due'])('is owed if the subscription is %s by then', status => {
    const state = tell('subscription.changed', 2, of('a', status));
    expect(failuresIn([first, state, time(3)])).toMatchObject([{ fields: { invoice: 'in_1' }, occurredAt: at(3) }]);
    expect(failuresIn([first, state, time(2)])).toEqual([]);
  });

  test.each(['incomplete', 'incomplete_expired', 'trialing'])('is forgotten if it is %s', status => {
    const state = tell('subscription.observed', 2, of('a', status));
    const { billing, facts } = told([first, state, time(3)]);
    expect(facts.filter(({ name }) => name === 'payment.failed')).toEqual([]);
    expect([billing.invoices, billingTimes(billing)]).toEqual([{}, []]);
    expect(failuresIn([first, state, time(3), tell('subscription.started', 5, of('a', 'active')), time(6)])).toEqual(
      [],
    );
  });

  test('and another one are told one by one, since an event begins a journey once', () => {
    const second = fails(2, { reason: 'subscription_create', invoice: 'in_2' });
    const state = tell('subscription.started', 2, of('a', 'active'));
    const invoicesOf = (...times: DomainEvent[]) =>
      failuresIn([first, second, state, ...times]).map(({ fields }) => fields.invoice);
    expect(invoicesOf(time(3))).toEqual(['in_1']);
    expect(billingTimes(told([first, second, state, time(3)]).billing)).toContain(at(3));
    expect(invoicesOf(time(3), time(4))).toEqual(['in_1', 'in_2']);
  });

  test('is no recovery once it is paid', () => {
    const paid = tell('payment.succeeded', 2.5, { invoice: 'in_1', amount: 4900 });
    expect(
      told([first, paid, tell('subscription.started', 2.5, of('a', 'active')), time(3)]).facts.map(({ name }) => name),
    ).toEqual(['payment.succeeded', 'subscription.started', evaluateEvent]);
  });
});

describe('retries are exhausted', () => {
  const unsaid = fails(2, { nextAttemptAt: null });
  const exhausted = (events: readonly DomainEvent[]) =>
    failuresIn(events).filter(({ fields }) => fields.retriesExhausted === true);

  test('a day after a failure that named no attempt, and are told once', () => {
    expect(billingTimes(told([unsaid]).billing)).toEqual([at(26)]);
    expect(exhausted([unsaid, time(25)])).toEqual([]);
    expect(exhausted([unsaid, time(26), time(30)])).toHaveLength(1);
    expect(billingTimes(told([unsaid, time(26)]).billing)).toEqual([]);
  });

  test('as soon as the invoice says so', () => {
    const changed = tell('invoice.changed', 3, { invoice: 'in_1', nextAttemptAt: null, retriesExhausted: true });
    expect(exhausted([unsaid, changed, { ...changed, id: 'again' }])).toHaveLength(1);
  });

  test('not while it names the next attempt, nor of a processor that never tells', () => {
    const changed = tell('invoice.changed', 3, { invoice: 'in_1', nextAttemptAt: at(80), retriesExhausted: false });
    expect(exhausted([unsaid, changed, time(26)])).toEqual([]);
    const { nextAttemptAt: _, ...fields } = unsaid.fields;
    expect(exhausted([{ ...unsaid, fields }, time(100)])).toEqual([]);
    expect(exhausted([unsaid, tell('payment.succeeded', 4, { invoice: 'in_1' }), time(26)])).toEqual([]);
  });

  test.each([1, 2, 3])('not where an update of hour %s names the next attempt, in whatever order it arrives', hour => {
    const named = tell('invoice.changed', hour, { invoice: 'in_1', amount: 4900, nextAttemptAt: at(80) });
    const none = { ...named, id: 'none', occurredAt: at(hour - 1), fields: { invoice: 'in_1', nextAttemptAt: null } };
    for (const events of [
      [named, unsaid],
      [unsaid, named],
      [none, named, none, unsaid],
    ]) {
      const { billing } = told(events);
      expect(exhausted([...events, time(26)])).toEqual([]);
      expect(billingTimes(billing)).toEqual([]);
      expect(billing.invoices.in_1).toMatchObject({ state: 'failing', failure: { nextAttemptAt: at(80) } });
    }
  });

  test('a day later where the attempt that an update named is over, or where it named none', () => {
    const named = tell('invoice.changed', 1, { invoice: 'in_1', nextAttemptAt: at(2) });
    const none = tell('invoice.changed', 1, { invoice: 'in_1', nextAttemptAt: null });
    for (const before of [named, none]) expect(exhausted([before, unsaid, time(26)])).toHaveLength(1);
  });
});

test('two hundred invoices are kept, open ones first, and none for ever', () => {
  const paid = (index: number) =>
    tell('payment.succeeded', 3 + index / 1000, { invoice: `paid_${index}`, subscription: 'a', amount: 4900 });
  const { billing } = told([fails(2), ...Array.from({ length: 2000 }, (_, index) => paid(index))]);
  expect(Object.keys(billing.invoices)).toHaveLength(200);
  expect(billing.invoices).toHaveProperty('in_1');
  expect(billing.invoices).toHaveProperty('paid_1999');
  const later = (days: number) => applyBilling({ billing, attributes: {} }, paid(days * 24_000)).billing.invoices;
  expect(Object.keys(later(100))).toHaveLength(2);
  expect(Object.keys(later(500))).toHaveLength(1);
});

test('invoices whose texts are as long as is accepted leave room in the profile, and the newest stay', () => {
  const long = 'x'.repeat(2_000);
  const each = (index: number) =>
    tell('payment.failed', index, {
      invoice: `in_${index}`,
      amount: 900,
      subscription: 'a',
      hostedUrl: long,
      reason: long,
    });
  const { billing } = told(Array.from({ length: 300 }, (_, index) => each(index)));
  expect(JSON.stringify(billing).length).toBeLessThan(210_000);
  expect(Object.keys(billing.invoices).length).toBeGreaterThan(40);
  expect(billing.invoices).toHaveProperty('in_299');
  expect(billing.invoices).not.toHaveProperty('in_0');
});

test('what a failing invoice owes is what remains of it', () => {
  const changed = tell('invoice.changed', 3, { invoice: 'in_1', amount: 900 });
  expect(told([fails(2), changed]).billing.invoices.in_1).toMatchObject({ amount: 900, failure: { amount: 900 } });
  expect(told([fails(2), { ...changed, occurredAt: at(1) }]).billing.invoices.in_1?.amount).toBe(4900);
});
