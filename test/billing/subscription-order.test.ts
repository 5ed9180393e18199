import { describe, expect, test } from 'vitest';
import type { Billing, Subscription } from '../../engine/account/account.ts';
import type { DomainEvent } from '../../engine/account/event.ts';
import { noBilling } from '../../engine/billing/billing-state.ts';
import { applySubscription, endOfAccount, endOfCustomer } from '../../engine/billing/subscription-state.ts';
import { plusSeconds } from '../../engine/kernel/instant.ts';
import { anEvent } from '../support/journeys.ts';

const at = (hour: number) => plusSeconds('2026-03-01T00:00:00.000Z', hour * 3600);
const tell = (name: string, hour: number, fields: DomainEvent['fields'] = {}) =>
  anEvent(name, { occurredAt: at(hour), fields: { subscription: 'a', ...fields } });
const runs = (more: Partial<Subscription> = {}): Subscription => ({ status: 'active', at: at(1), ran: true, ...more });
const having = (subscriptions: Record<string, Subscription>, more: Partial<Billing> = {}): Billing => ({
  ...noBilling,
  subscriptions,
  ...more,
});
const stateAfter = (event: DomainEvent, known?: Subscription) =>
  applySubscription(known ? having({ a: known }) : noBilling, event).billing.subscriptions?.a;
const namesOf = (event: DomainEvent, before: Billing = noBilling) =>
  applySubscription(before, event).events.map(({ name }) => name);

describe('a subscription is', () => {
  test('what an event says of it, and nothing that it does not say', () => {
    const all = { status: 'trialing', plan: 'team', seats: 3, endsAt: at(9), cancelScheduled: false };
    const known = {
      status: 'trialing',
      at: at(2),
      ran: true,
      plan: 'team',
      seats: 3,
      soldSeats: true as const,
      trialEndsAt: at(9),
      cancelScheduled: false,
    };
    expect(stateAfter(tell('subscription.changed', 2, all))).toEqual(known);
    expect(
      stateAfter(tell('subscription.changed', 3, { seats: null, plan: null, cancelScheduled: true }), known),
    ).toEqual({
      ...known,
      at: at(3),
      seats: null,
      cancelScheduled: true,
    });
  });

  test('active where its status was never said, and canceled once it ended', () => {
    expect(stateAfter(tell('subscription.changed', 2))).toMatchObject({ status: 'active', ran: true });
    expect(stateAfter(tell('subscription.changed', 2), runs({ status: 'past_due' }))?.status).toBe('past_due');
    const end = tell('subscription.ended', 2, { status: 'past_due' });
    expect(stateAfter(end)).toEqual({ status: 'canceled', at: at(2), endedAt: at(2), ran: true });
  });

  test('one that ran if it did before, runs now, or is known only by its end', () => {
    const pending = runs({ status: 'incomplete', ran: false });
    expect(stateAfter(tell('subscription.observed', 2, { status: 'incomplete' }))?.ran).toBe(false);
    expect(stateAfter(tell('subscription.observed', 2, { status: 'incomplete' }), runs())?.ran).toBe(true);
    expect(stateAfter(tell('subscription.ended', 2), pending)?.ran).toBe(false);
    expect(stateAfter(tell('subscription.changed', 2, { status: 'trialing' }), pending)?.ran).toBe(true);
  });

  test.each<[string, DomainEvent, Subscription | undefined, string | undefined]>([
    ['its start', tell('subscription.started', 2), undefined, at(2)],
    ['a later start', tell('subscription.started', 2), runs({ startedAt: at(1) }), at(2)],
    ['an earlier start that comes late', tell('subscription.started', 2), runs({ at: at(5), startedAt: at(4) }), at(4)],
    ['the end of its trial', tell('subscription.changed', 2), runs({ status: 'trialing' }), undefined],
    [
      'the payment that follows its trial',
      tell('subscription.changed', 2, { status: 'active' }),
      runs({ status: 'trialing', startedAt: at(0) }),
      at(2),
    ],
    ['a trial before, as the event says', tell('subscription.changed', 2, { before: 'trialing' }), undefined, at(2)],
    ['a payment after a payment', tell('subscription.changed', 2, { before: 'trialing' }), runs(), undefined],
    ['another state before', tell('subscription.changed', 2, { before: 'past_due' }), undefined, undefined],
    ['an end', tell('subscription.ended', 2), runs({ status: 'trialing', startedAt: at(1) }), at(1)],
  ])('paid for since, by %s', (_, event, known, startedAt) => {
    expect(stateAfter(event, known)?.startedAt).toBe(startedAt);
  });
});

describe('an older event', () => {
  const ended = runs({ status: 'canceled', at: at(5), endedAt: at(5) });

  test('is told, but for an end, and changes nothing that is newer', () => {
    const old = tell('subscription.changed', 4, { plan: 'old', status: 'past_due' });
    expect(applySubscription(having({ a: ended }), old)).toEqual({
      billing: having({ a: ended }),
      events: [old],
      revenue: [],
    });
    expect(namesOf(tell('subscription.ended', 4), having({ a: runs({ at: at(5) }) }))).toEqual([]);
  });

  test('that shows that it ran makes its end that of the customer', () => {
    const before = having({ a: { ...ended, ran: false } });
    const step = applySubscription(before, tell('subscription.started', 4, { status: 'active' }));
    expect(step.events).toMatchObject([
      { name: 'subscription.canceled', occurredAt: at(5) },
      { name: 'subscription.started', occurredAt: at(4) },
    ]);
    expect(step.billing.subscriptions?.a).toEqual({ ...ended, startedAt: at(4) });
    expect(namesOf(tell('subscription.started', 4, { status: 'active' }), having({ a: ended }))).toEqual([
      'subscription.started',
    ]);
  });

  test.each<[string, string, string]>([
    ['incomplete', 'trialing', 'trialing'],
    ['trialing', 'active', 'active'],
    ['active', 'canceled', 'canceled'],
    ['past_due', 'active', 'active'],
  ])('in the same moment is the one earlier in its life: %s, then %s', (first, second, status) => {
    const said = (each: string) => tell('subscription.changed', 5, { status: each });
    expect(stateAfter(said(second), stateAfter(said(first)))?.status).toBe(status);
    if (first !== 'past_due') expect(stateAfter(said(first), stateAfter(said(second)))?.status).toBe(status);
  });
});

describe('a trial', () => {
  const trial = (end?: number): Subscription => runs({ status: 'trialing', ...(end && { trialEndsAt: at(end) }) });

  test.each<[string, Subscription | undefined, boolean]>([
    ['without another', undefined, true],
    ['with one that ends later', trial(10), false],
    ['with one that ended at that moment and never said so', trial(5), true],
    ['with one of no known end', trial(), false],
    ['with another subscription that is paid for', runs(), true],
  ])('that ends %s is the last: %s', (_, b, isTold) => {
    const before = having({ a: trial(5), ...(b && { b }) });
    expect(namesOf(tell('subscription.changed', 5, { status: 'active' }), before).includes('trial.ended')).toBe(isTold);
  });

  test.each<[string, DomainEvent['fields'], number, boolean]>([
    ['an hour after its time', { status: 'paused', endsAt: at(4) }, 5, true],
    ['later than that', { status: 'paused', endsAt: at(3.9) }, 5, false],
    ['before its time, running', { status: 'active', endsAt: at(6) }, 5, false],
    ['at its time, running', { status: 'active', endsAt: at(5) }, 5, true],
    ['of no known time', { status: 'active' }, 5, false],
    ['and is said to have been no trial', { status: 'active', endsAt: at(5), before: 'active' }, 5, false],
    ['and waits for its payment', { status: 'incomplete', endsAt: at(5), before: 'trialing' }, 5, false],
  ])('that was never told of ends %s', (_, fields, hour, isTold) => {
    expect(namesOf(tell('subscription.changed', hour, fields)).includes('trial.ended')).toBe(isTold);
  });
});

describe('events of earlier versions', () => {
  test.each<[string, string, Partial<Subscription>]>([
    ['subscription.cancel_scheduled', 'subscription.changed', { cancelScheduled: true }],
    ['subscription.cancel_unscheduled', 'subscription.changed', { cancelScheduled: false }],
    ['subscription.canceled', 'subscription.ended', { status: 'canceled', endedAt: at(2) }],
    ['trial.ended', 'subscription.observed', { status: 'active', startedAt: at(2) }],
  ])('%s means %s', (name, today, state) => {
    const step = applySubscription(noBilling, tell(name, 2));
    expect(step.events.at(-1)?.name).toBe(today);
    expect(step.billing.subscriptions?.a).toMatchObject(state);
  });
});

describe('the customer left', () => {
  const ended = (hour: number, more: Partial<Subscription> = {}) =>
    runs({ status: 'canceled', endedAt: at(hour), ...more });

  test.each<[string, Billing, string | undefined]>([
    ['never without a subscription', noBilling, undefined],
    ['with the last one that ended', having({ a: ended(4), b: ended(3) }), at(4)],
    ['not while one runs', having({ a: ended(4), b: runs() }), undefined],
    ['not while more may run than are known', having({ a: ended(4) }, { moreSubscriptions: true }), undefined],
    ['not with one that never ran', having({ a: ended(4), b: ended(9, { ran: false }) }), at(4)],
  ])('%s', (_, billing, end) => {
    expect(endOfCustomer(billing)).toBe(end);
  });

  test('as the account says, where no subscription was ever stored', () => {
    const canceled = { status: { value: 'canceled', at: at(3) } };
    expect(endOfAccount(noBilling, canceled)).toBe(at(3));
    expect(endOfAccount(having({}), canceled)).toBe(at(3));
    expect(endOfAccount(noBilling, { status: { value: 'active', at: at(3) } })).toBeUndefined();
    expect(endOfAccount(noBilling, {})).toBeUndefined();
    expect(endOfAccount(having({ a: runs() }), canceled)).toBeUndefined();
    expect(endOfAccount(having({ a: ended(4) }), canceled)).toBe(at(4));
  });
});

describe('of many subscriptions', () => {
  const many = (count: number, of: (index: number) => Subscription) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`s${String(index).padStart(2, '0')}`, of(index)]));
  const ended = (hour: number) => runs({ status: 'canceled', at: at(hour), endedAt: at(hour) });
  const keptOf = (subscriptions: Record<string, Subscription>, hour = 2000) =>
    applySubscription(having(subscriptions), tell('subscription.changed', hour)).billing;

  test('those that ended 90 days ago are forgotten, and running ones are not', () => {
    const kept = keptOf({ old: ended(-161), edge: ended(-160), runs: runs({ at: at(-161) }) });
    expect(Object.keys(kept.subscriptions ?? {})).toEqual(['a', 'edge', 'runs']);
  });

  test('the newest fifty are kept, in order of id', () => {
    const kept = keptOf(many(60, index => ended(1000 + index)));
    expect(Object.keys(kept.subscriptions ?? {})).toEqual(['a', ...Object.keys(many(60, ended)).slice(11)]);
    expect(kept.moreSubscriptions).toBeUndefined();
  });

  test('running ones are kept before any, and more of them than fifty are known as more', () => {
    expect(keptOf({ ...many(49, index => ended(1999 - index)), z: runs() }).subscriptions).toHaveProperty('z');
    expect(keptOf({ ...many(55, index => ended(1999 - index)), z: runs() }).subscriptions).toHaveProperty('z');
    expect(keptOf(many(49, () => runs())).moreSubscriptions).toBeUndefined();
    expect(keptOf(many(50, () => runs())).moreSubscriptions).toBe(true);
  });
});
