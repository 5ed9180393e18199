import { describe, expect, test } from 'vitest';
import type { Billing, Profile, Subscription } from '../../engine/account/account.ts';
import { evaluateEvent } from '../../engine/account/evaluate-event.ts';
import type { DomainEvent } from '../../engine/account/event.ts';
import type { RoutingInput } from '../../engine/account/routing.ts';
import { noBilling } from '../../engine/billing/billing-state.ts';
import { routeProfile } from '../../engine/routing/route-profile.ts';
import { anEvent, aUpdate, paidYear } from '../support/journeys.ts';
import { said, someProfile } from '../support/touch.ts';

const before = '2026-02-20T09:00:00.000Z';
const then = '2026-03-01T10:00:00.000Z';
const later = '2026-03-05T09:00:00.000Z';
type Rules = Partial<Pick<RoutingInput, 'goals' | 'seats'>>;

const route = (event: DomainEvent, profile: Profile | undefined = someProfile(), rules: Rules = {}) =>
  routeProfile(event, 'acme', profile, { dateAttributes: ['renewalAt'], ...rules });
const factsOf = (...args: Parameters<typeof route>) => route(...args).facts.map(({ name }) => name);
const having = (subscriptions: Record<string, Subscription>, more: Partial<Profile> = {}): Profile =>
  someProfile({}, { billing: { ...noBilling, subscriptions }, attributes: {}, ...more });
const runs = (more: Partial<Subscription> = {}): Subscription => ({ status: 'active', at: then, ran: true, ...more });
const changed = (fields: DomainEvent['fields'], occurredAt = later) =>
  anEvent('subscription.changed', { occurredAt, fields: { subscription: 'a', status: 'active', ...fields } });

describe('an account that is not known', () => {
  test('becomes known by its first attributes', () => {
    const update = aUpdate({ name: 'Acme', renewalAt: '2026-09-01' }, { occurredAt: then });
    const profile: Profile = {
      account: 'acme',
      attributes: said({ name: 'Acme', renewalAt: '2026-09-01' }),
      terms: { renewalAt: '2026-09-01' },
      billing: noBilling,
      knownSince: then,
      revision: 0,
    };
    expect(routeProfile(update, 'acme', undefined, { dateAttributes: ['renewalAt'] })).toEqual({
      profile,
      changes: [{ kind: 'profile', profile: { ...profile, revision: 1 } }],
      facts: [update],
    });
  });

  test.each(['Account Created', 'payment.failed', evaluateEvent])('stays so by %s', name => {
    expect(routeProfile(anEvent(name), 'acme', undefined, { dateAttributes: [] })).toEqual({ changes: [], facts: [] });
  });
});

describe('a status that is said', () => {
  const turns = (was: string | undefined, is: string | null, more: Partial<Profile> = {}) =>
    factsOf(
      aUpdate({ status: is }, { occurredAt: later }),
      someProfile(was === undefined ? {} : { status: was }, more),
    ).filter(name => name !== 'account.updated');
  const [trial, left, begun, gone] = [
    'trial.ended',
    'subscription.canceled',
    'subscription.started',
    'Account Deleted',
  ];

  test.each<[string | undefined, string | null, string[]]>([
    ['active', 'canceled', [left]],
    ['past_due', 'canceled', [left]],
    [undefined, 'canceled', [left]],
    ['onboarded', 'canceled', [left]],
    ['trialing', 'canceled', [trial, left]],
    ['trialing', 'active', [trial, begun]],
    ['trialing', 'past_due', [trial, begun]],
    ['canceled', 'active', [begun]],
    ['active', 'deleted', [gone]],
    ['canceled', 'deleted', [gone]],
    ['incomplete', 'canceled', []],
    ['active', 'active', []],
    ['active', 'past_due', []],
    ['active', 'paused', []],
    ['canceled', 'trialing', []],
    ['deleted', 'active', []],
    ['trialing', 'incomplete', []],
    ['trialing', 'onboarded', []],
    ['active', 'constructor', []],
    ['active', null, []],
    [undefined, 'active', []],
  ])('after %j, %j, is the event that it means', (was, is, facts) => {
    expect(turns(was, is)).toEqual(facts);
  });

  test('counts less than what a processor tells, but that the account is deleted', () => {
    const billing = { ...noBilling, subscriptions: { a: runs() } };
    expect([turns('active', 'canceled', { billing }), turns('trialing', 'active', { billing })]).toEqual([[], []]);
    expect(turns('active', 'deleted', { billing })).toEqual([gone]);
  });

  test('is none where the account was not known, nor where it is older than what is known', () => {
    expect(routeProfile(aUpdate({ status: 'canceled' }), 'acme', undefined, { dateAttributes: [] }).facts).toHaveLength(
      1,
    );
    expect(factsOf(aUpdate({ status: 'canceled' }, { occurredAt: before }), someProfile({ status: 'active' }))).toEqual(
      ['account.updated'],
    );
  });
});

describe('an account that was deleted', () => {
  const statusAfter = (...events: DomainEvent[]) =>
    events.reduce<Profile | undefined>(
      (profile, event) => route(event, profile).profile,
      having({ a: runs({ at: before }) }, { attributes: said({ status: 'active' }) }),
    )?.attributes.status?.value;
  const told = {
    'by an event': anEvent('Account Deleted', { occurredAt: then }),
    'by its status': aUpdate({ status: 'deleted' }, { occurredAt: then }),
  };
  const ends = anEvent('subscription.ended', { occurredAt: later, fields: { subscription: 'a', status: 'canceled' } });
  const words = [ends, ...['active', 'past_due', 'paused', 'unpaid'].map(status => changed({ status }))];

  test.each(Object.entries(told))('%s, stays so whatever its subscriptions say, in either order', (_, deleted) => {
    for (const word of words)
      expect([statusAfter(deleted, word), statusAfter(word, deleted)]).toEqual(['deleted', 'deleted']);
    expect([statusAfter(deleted, ...words), statusAfter(...words, deleted)]).toEqual(['deleted', 'deleted']);
  });

  test('is back where it is created again, or its product says so, and then its subscriptions count', () => {
    const atLast = '2026-03-09T09:00:00.000Z';
    const deleted = told['by an event'];
    const back = anEvent('Account Created', { occurredAt: later });
    expect(statusAfter(deleted, back)).toBe('active');
    expect(statusAfter(deleted, aUpdate({ status: 'active' }, { occurredAt: later }))).toBe('active');
    expect(statusAfter(deleted, back, changed({ status: 'past_due' }, atLast))).toBe('past_due');
  });

  test('and created in one second is whatever came later in it; of the very same instant it is deleted', () => {
    const created = (occurredAt: string) => anEvent('Account Created', { occurredAt });
    const at = (instant: string) => anEvent('Account Deleted', { occurredAt: instant });
    expect(statusAfter(at('2026-03-05T10:00:00.200Z'), created('2026-03-05T10:00:00.700Z'))).toBe('active');
    expect(statusAfter(at('2026-03-05T10:00:00.200Z'), created('2026-03-05T10:00:00.200Z'))).toBe('deleted');
  });
});

describe('a profile is written', () => {
  const known = someProfile({ name: 'Acme' }, { knownSince: before, revision: 4 });

  test('in its next revision where it changes, and else not', () => {
    expect(route(aUpdate({ name: 'Acme Inc' }), known).changes).toMatchObject([
      { kind: 'profile', profile: { revision: 5, attributes: { name: { value: 'Acme Inc' } } } },
    ]);
    expect(route(aUpdate({ name: 'Acme' }, { occurredAt: then }), known).changes).toEqual([]);
    expect(route(anEvent('Signed In'), known).changes).toEqual([]);
  });

  test.each<[string, DomainEvent, Profile]>([
    ['the time of a word', aUpdate({ name: 'Acme' }, { occurredAt: later }), known],
    ['its terms', anEvent('Signed In'), { ...known, attributes: said({ renewalAt: '2026-09-01' }) }],
    ['its billing', anEvent('payment.succeeded', { fields: { invoice: 'in_1' } }), known],
    ['when it was first heard of', anEvent('Account Created', { occurredAt: '2026-02-01T09:00:00.000Z' }), known],
  ])('where only %s changes', (_, event, profile) => {
    expect(route(event, profile).changes).toMatchObject([{ kind: 'profile' }]);
  });

  test('with the customers of its processors, where an update names them', () => {
    const update = aUpdate({ stripeCustomerId: 'cus_1', nickname: null }, { occurredAt: later });
    expect(route(update, known).changes.at(-1)).toEqual({
      kind: 'customer',
      customer: 'stripe:cus_1',
      account: 'acme',
    });
    expect(route(aUpdate({ name: 'A' }), someProfile({ stripeCustomerId: 'cus_1' })).changes).toHaveLength(1);
    expect(route(anEvent('Signed In', { fields: { stripeCustomerId: 'cus_1' } }), known).changes).toEqual([]);
  });

  test('with the customer that counts, where a later word is known', () => {
    const profile = someProfile({ stripeCustomerId: 'cus_2' });
    const update = aUpdate({ stripeCustomerId: 'cus_1' }, { occurredAt: before });
    expect(route(update, profile).changes.at(-1)).toMatchObject({ customer: 'stripe:cus_2' });
  });
});

describe('an account is known since', () => {
  test.each<[string, DomainEvent, string]>([
    ['an earlier update', aUpdate({ name: 'A' }, { occurredAt: before }), before],
    ['an earlier creation', anEvent('Account Created', { occurredAt: before }), before],
    ['what was said first, whatever is updated later', aUpdate({ name: 'A' }, { occurredAt: later }), then],
    ['what was said first, whatever it did before', anEvent('Signed In', { occurredAt: before }), then],
  ])('%s', (_, event, since) => {
    expect(route(event, someProfile({ name: 'Acme' })).profile?.knownSince).toBe(since);
  });

  test('no time, where nothing of it was ever said', () => {
    expect(route(anEvent('Signed In'), someProfile({})).profile).not.toHaveProperty('knownSince');
    expect(route(anEvent('Account Created', { occurredAt: later }), someProfile({})).profile?.knownSince).toBe(later);
  });
});

describe('a renewal is completed', () => {
  const due = someProfile({ renewalAt: '2026-03-15' }, { terms: { renewalAt: '2026-03-15' } });

  test('where its date moves by a term, and is told before the event itself', () => {
    const update = aUpdate({ renewalAt: '2027-03-15' }, { occurredAt: later });
    const { facts, profile } = route(update, due);
    expect(facts).toMatchObject([{ name: 'renewal.completed', id: `${update.id}#renewal.completed` }, update]);
    expect(profile).toMatchObject({ terms: { renewalAt: '2027-03-15' }, billing: { confirmedAt: later } });
  });

  test('where its cycle is paid', () => {
    const paid = anEvent('payment.succeeded', {
      occurredAt: later,
      fields: { invoice: 'in_1', ...paidYear },
    });
    expect(factsOf(paid, due)).toEqual(['renewal.completed', 'payment.succeeded']);
    expect(route(paid, due).profile?.billing.confirmedAt).toBe(later);
  });

  test('not where the date moves within its term, nor where another date does', () => {
    const moved = route(aUpdate({ renewalAt: '2026-04-15' }), due);
    expect(moved.facts).toHaveLength(1);
    expect(moved.profile).toMatchObject({ terms: { renewalAt: '2026-03-15' } });
    expect(moved.profile?.billing).not.toHaveProperty('confirmedAt');
    const other = someProfile({ auditAt: '2026-03-15' }, { terms: { auditAt: '2026-03-15' } });
    const audited = routeProfile(aUpdate({ auditAt: '2027-03-15' }), 'acme', other, { dateAttributes: ['auditAt'] });
    expect(audited.facts).toHaveLength(1);
    expect(audited.profile?.terms).toEqual({ auditAt: '2027-03-15' });
  });

  test('never takes back a later confirmation', () => {
    const confirmed = { ...due, billing: { ...noBilling, confirmedAt: '2026-03-20T09:00:00.000Z' } };
    const update = aUpdate({ renewalAt: '2027-03-15' }, { occurredAt: later });
    expect(route(update, confirmed).profile?.billing.confirmedAt).toBe('2026-03-20T09:00:00.000Z');
    const older = { ...due, billing: { ...noBilling, confirmedAt: before } };
    expect(route(update, older).profile?.billing.confirmedAt).toBe(later);
  });
});

test.each<[string, Record<string, number>, DomainEvent['fields'], string | undefined]>([
  ['takes more seats', { seats: 3 }, { seats: 4 }, later],
  ['keeps its seats', { seats: 3 }, { seats: 3 }, undefined],
  ['gives up seats', { seats: 3 }, { seats: 2 }, undefined],
  ['was not known to have any', {}, { seats: 4 }, undefined],
  ['says no number of them', { seats: 3 }, { seats: 'many' }, undefined],
])('an account that %s confirms itself accordingly', (_, known, fields, confirmedAt) => {
  const { profile } = route(aUpdate(fields, { occurredAt: later }), someProfile(known));
  expect(profile?.billing.confirmedAt).toBe(confirmedAt);
});

describe('what subscriptions say', () => {
  test('replaces what they said before, though it is no newer', () => {
    const profile = having(
      { a: runs({ seats: 5 }), b: runs({ seats: 3, at: later }) },
      {
        attributes: {
          ...said({ name: 'Acme' }),
          seats: { value: 8, at: later },
          status: { value: 'active', at: later },
        },
      },
    );
    const { attributes } = route(changed({ seats: 2 }, '2026-03-03T09:00:00.000Z'), profile).profile ?? {};
    expect(attributes).toMatchObject({ name: { value: 'Acme' }, seats: { value: 5, at: later } });
  });

  test('does not replace a later word of the business', () => {
    const profile = having(
      { a: runs({ seats: 5 }) },
      { attributes: { seats: { value: 9, at: '2026-03-09T09:00:00.000Z' } } },
    );
    expect(route(changed({ seats: 2 }), profile).profile?.attributes.seats?.value).toBe(9);
  });

  test('is counted by the prices that the catalog names', () => {
    const profile = having({ a: runs(), b: runs({ seats: 3, plan: 'rooms' }) });
    const event = changed({ seats: 2, plan: 'team' });
    expect(route(event, profile).profile?.attributes.seats?.value).toBeNull();
    const seats = { assigned: 'Seat Given', revoked: 'Seat Taken', prices: ['team', 'rooms'] };
    expect(route(event, profile, { seats }).profile?.attributes.seats?.value).toBe(5);
  });

  test('is left alone by events that say nothing of them', () => {
    const profile = having({ a: runs({ seats: 5 }) });
    expect(route(anEvent('Signed In'), profile).profile?.attributes).toEqual({});
  });
});

describe('a cancellation', () => {
  const scheduled = { cancelScheduled: { value: true, at: then } };

  test.each<[string, Profile, DomainEvent, string[]]>([
    [
      'is scheduled by the last subscription that goes on',
      having({ a: runs() }),
      changed({ cancelScheduled: true }),
      ['subscription.cancel_scheduled', 'subscription.changed'],
    ],
    [
      'is not scheduled while another subscription goes on',
      having({ a: runs(), b: runs({ cancelScheduled: false }) }),
      changed({ cancelScheduled: true }),
      ['subscription.changed'],
    ],
    [
      'is taken back',
      having({ a: runs({ cancelScheduled: true }) }, { attributes: scheduled }),
      changed({ cancelScheduled: false }),
      ['subscription.cancel_unscheduled', 'subscription.changed'],
    ],
    [
      'stays scheduled',
      having({ a: runs({ cancelScheduled: true }) }, { attributes: scheduled }),
      changed({ cancelScheduled: true }),
      ['subscription.changed'],
    ],
    [
      'was never scheduled where it is not',
      having({ a: runs() }),
      changed({ cancelScheduled: false }),
      ['subscription.changed'],
    ],
    [
      'is no longer scheduled once the customer left, and that is not told',
      having({ a: runs({ cancelScheduled: true }) }, { attributes: scheduled }),
      anEvent('subscription.ended', { occurredAt: later, fields: { subscription: 'a' } }),
      ['subscription.canceled', 'subscription.ended'],
    ],
    ['is not told by an attribute', having({ a: runs() }), aUpdate({ cancelScheduled: true }), ['account.updated']],
  ])('%s', (_, profile, event, facts) => {
    expect(factsOf(event, profile)).toEqual(facts);
  });
});

test('a goal is reached with the first event that says so', () => {
  const goals = { live: { reachedBy: 'Went Live', target: 'liveBy', reached: 'liveAt' } };
  const event = anEvent('Went Live', { occurredAt: later });
  expect(route(event, someProfile(), { goals }).profile?.attributes.liveAt).toEqual({ value: later, at: later });
  expect(route(event, someProfile({ liveAt: before }), { goals }).profile?.attributes.liveAt?.value).toBe(before);
});

test('what came later is known already: an old failure tells nothing', () => {
  const billing: Billing = {
    ...noBilling,
    invoices: { in_1: { state: 'paid', amount: 1, decline: 'unknown', at: later } },
  };
  const failed = anEvent('payment.failed', { occurredAt: then, fields: { invoice: 'in_1' } });
  expect(factsOf(failed, someProfile({}, { billing }))).toEqual([]);
});
