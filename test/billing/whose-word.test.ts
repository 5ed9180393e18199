import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Profile } from '../../engine/account/account.ts';
import type { DomainEvent } from '../../engine/account/event.ts';
import { endOfCustomer } from '../../engine/billing/subscription-state.ts';
import type { Scalar } from '../../engine/kernel/scalar.ts';
import { routeProfile } from '../../engine/routing/route-profile.ts';
import { anEvent, aUpdate } from '../support/journeys.ts';

const day = (n: number) => new Date(Date.UTC(2026, 2, 1 + n, 9)).toISOString();
type Fields = Readonly<Record<string, Scalar>>;
/** What the product says of the account, and what a processor says of its subscription `a`. */
type Word = { product: Fields } | { processor: string; fields?: Fields };

const events = (words: readonly Word[]): DomainEvent[] =>
  words.map((word, n) =>
    'product' in word
      ? aUpdate(word.product, { id: `e${n}`, occurredAt: day(n) })
      : anEvent(word.processor === 'canceled' ? 'subscription.ended' : 'subscription.changed', {
          id: `e${n}`,
          occurredAt: day(n),
          fields: { subscription: 'a', status: word.processor, ...word.fields },
        }),
  );

const play = (...words: Word[]) => {
  const known: Profile | undefined = routeProfile(
    aUpdate({ name: 'Acme' }, { occurredAt: day(-1) }),
    'acme',
    undefined,
    { dateAttributes: [] },
  ).profile;
  return events(words).reduce<{ profile: Profile | undefined; facts: string[] }>(
    ({ profile, facts }, event) => {
      const next = routeProfile(event, 'acme', profile, { dateAttributes: [] });
      return { profile: next.profile, facts: [...facts, ...next.facts.map(({ name }) => name)] };
    },
    { profile: known, facts: [] },
  );
};
const lastOf = (name: string, ...words: Word[]) => play(...words).profile?.attributes[name]?.value;
const customerEvents = (...words: Word[]) =>
  play(...words).facts.filter(name => name === 'subscription.canceled' || name === 'subscription.started');

const says = (product: Fields): Word => ({ product });
const bills = (processor: string, fields: Fields = {}): Word => ({ processor, fields });

describe('a word that product or CRM says again, after subscriptions stated otherwise', () => {
  test.each<[string, Fields, Word, Scalar]>([
    ['status', { status: 'active' }, bills('canceled'), 'canceled'],
    ['status', { status: 'trialing' }, bills('active'), 'active'],
    ['status', { status: 'active' }, bills('past_due'), 'past_due'],
    ['seats', { seats: 10 }, bills('active', { seats: 12 }), 12],
    ['trialEndsAt', { trialEndsAt: day(14) }, bills('trialing', { endsAt: day(30) }), day(30)],
    ['trialEndsAt', { trialEndsAt: day(14) }, bills('trialing', { endsAt: day(7) }), day(7)],
  ])('%s %j is no news', (name, product, stated, value) => {
    const runs = bills('trialing', { endsAt: day(10), seats: 1 });
    expect(lastOf(name, says(product), runs, stated, says(product))).toBe(value);
    expect(lastOf(name, runs, says(product), stated, says(product), says(product))).toBe(value);
  });

  test('is news where it differs from the last, or nothing else was stated since', () => {
    const [runs, ends] = [bills('active'), bills('canceled')];
    expect(lastOf('status', says({ status: 'active' }), runs, ends, says({ status: 'past_due' }))).toBe('past_due');
    const [left, active] = [says({ status: 'canceled' }), says({ status: 'active' })];
    expect(lastOf('status', active, runs, ends, left, active)).toBe('active');
    expect(lastOf('seats', says({ seats: 10 }), runs, says({ seats: 11 }), says({ seats: 10 }))).toBe(10);
    expect(lastOf('plan', says({ plan: 'Pro' }), bills('active', { plan: 'Team' }), says({ plan: 'Pro' }))).toBe('Pro');
  });
});

describe('a customer whose last subscription has ended', () => {
  const [runs, ends] = [bills('active'), bills('canceled')];

  test('is back where the product says so, and leaves again where it says that', () => {
    const back = says({ status: 'active' });
    const left = says({ status: 'canceled' });
    expect(customerEvents(runs, ends, back)).toEqual(['subscription.canceled', 'subscription.started']);
    expect(customerEvents(runs, ends, back, left)).toEqual([
      'subscription.canceled',
      'subscription.started',
      'subscription.canceled',
    ]);
  });

  test('has not come back where the product repeats itself', () => {
    const copy = says({ status: 'active' });
    expect(customerEvents(copy, runs, copy, ends, copy, copy)).toEqual(['subscription.canceled']);
  });

  test('stays where the product says, although the processor updates the ended subscription', () => {
    const words = [runs, ends, says({ status: 'active' }), bills('canceled', { plan: 'Pro' })];
    expect(lastOf('status', ...words)).toBe('active');
  });

  test('is either gone or not: its status and what journeys were told agree, whoever speaks', () => {
    const word = fc.oneof(
      fc.constantFrom('active', 'past_due', 'canceled').map(status => says({ status })),
      fc.constantFrom('active', 'past_due', 'canceled').map(status => bills(status)),
    );
    let left = 0;
    let returned = 0;
    fc.assert(
      fc.property(fc.array(word, { maxLength: 9 }), said => {
        // The product speaks of customers that it knows: those who pay.
        const words = [says({ status: 'active' }), bills('active'), ...said];
        const { profile, facts } = play(...words);
        if (profile === undefined) throw new Error('an account is known');
        const turns = facts.filter(name => name === 'subscription.canceled' || name === 'subscription.started');
        const isGone = turns.at(-1) === 'subscription.canceled';
        left += Number(isGone);
        returned += Number(!isGone && turns.length > 0);
        if (endOfCustomer(profile.billing) === undefined) expect(isGone).toBe(false);
        else expect(profile.attributes.status?.value === 'canceled').toBe(isGone);
      }),
    );
    expect([left, returned].every(each => each > 5)).toBe(true);
  });
});
