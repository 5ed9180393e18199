import { describe, expect, test } from 'vitest';
import type { Subscription } from '../../engine/account/account.ts';
import { noBilling } from '../../engine/billing/billing-state.ts';
import { subscriptionWords } from '../../engine/billing/subscription-words.ts';
import { plusSeconds } from '../../engine/kernel/instant.ts';

const at = (day: number) => plusSeconds('2026-03-01T00:00:00.000Z', day * 86_400);
const runs = (more: Partial<Subscription> = {}): Subscription => ({ status: 'active', at: at(1), ran: true, ...more });
const ended = (more: Partial<Subscription> = {}): Subscription => runs({ status: 'canceled', endedAt: at(1), ...more });

const attributesOf = (all: readonly Subscription[], arePricesNamed = false) =>
  subscriptionWords(
    { ...noBilling, subscriptions: Object.fromEntries(all.map((each, index) => [`sub_${index}`, each])) },
    arePricesNamed,
  );
const wordOf = (name: string, all: readonly Subscription[], arePricesNamed?: boolean) =>
  attributesOf(all, arePricesNamed)[name]?.value;

test('an account without subscriptions says nothing', () => {
  expect(subscriptionWords(noBilling, false)).toEqual({});
  expect(attributesOf([runs({ ran: false, status: 'incomplete', seats: 3, cancelScheduled: true })])).toEqual({});
});

test('all is said as of the latest event of any subscription', () => {
  const all = [runs({ at: at(2), seats: 1 }), runs({ at: at(3), seats: 2 }), runs({ at: at(1), seats: 3 })];
  expect(attributesOf(all)).toEqual({ status: { value: 'active', at: at(3) }, seats: { value: 6, at: at(3) } });
});

describe('the status is', () => {
  test.each<[string, string[], string | undefined]>([
    ['active before all', ['past_due', 'active', 'trialing'], 'active'],
    ['past due before on trial', ['trialing', 'past_due'], 'past_due'],
    ['on trial before unpaid', ['unpaid', 'trialing'], 'trialing'],
    ['unpaid before paused', ['paused', 'unpaid'], 'unpaid'],
    ['paused before one that is not known', ['odd', 'paused'], 'paused'],
    ['one that is not known, where there is no other', ['odd'], 'odd'],
    ['that of the running one', ['canceled', 'past_due'], 'past_due'],
  ])('%s', (_, statuses, status) => {
    expect(
      wordOf(
        'status',
        statuses.map(each => runs({ status: each })),
      ),
    ).toBe(status);
  });

  test('canceled once all have ended, and unsaid where it is not known whether more run', () => {
    expect(wordOf('status', [ended(), ended()])).toBe('canceled');
    const billing = { ...noBilling, subscriptions: { a: ended() }, moreSubscriptions: true };
    expect(subscriptionWords(billing, false).status).toBeUndefined();
  });
});

describe('seats are', () => {
  test.each<[string, Subscription[], boolean, number | null | undefined]>([
    ['unsaid where no subscription says any', [runs()], false, undefined],
    ['those of running subscriptions', [runs({ seats: 3 }), ended({ seats: 5 })], false, 3],
    ['the sum of those that say any', [runs({ seats: 3 }), runs(), runs({ seats: 4 })], false, 7],
    ['a sum for one plan', [runs({ seats: 3, plan: 'team' }), runs({ seats: 4, plan: 'team' })], false, 7],
    ['unknown for several plans', [runs({ seats: 3, plan: 'team' }), runs({ seats: 4, plan: 'rooms' })], false, null],
    ['a sum where prices are named', [runs({ seats: 3, plan: 'team' }), runs({ seats: 4, plan: 'rooms' })], true, 7],
    ['not mixed by a plan without any', [runs({ seats: 3, plan: 'team' }), runs({ plan: 'rooms' })], false, 3],
    ['unknown where one is', [runs({ seats: 3 }), runs({ seats: null })], true, null],
  ])('%s', (_, all, arePricesNamed, seats) => {
    expect(wordOf('seats', all, arePricesNamed)).toBe(seats);
  });
});

describe('a cancellation is', () => {
  test.each<[string, Subscription[], boolean | undefined]>([
    ['unsaid where no processor says it', [runs(), runs()], undefined],
    ['scheduled where it is for all', [runs({ cancelScheduled: true }), runs({ cancelScheduled: true })], true],
    ['not where one goes on', [runs({ cancelScheduled: true }), runs({ cancelScheduled: false })], false],
    ['not where one does not say so', [runs({ cancelScheduled: true }), runs()], false],
    ['scheduled whatever ended ones said', [runs({ cancelScheduled: true }), ended({ cancelScheduled: false })], true],
    ['over once all have ended', [ended({ cancelScheduled: true })], false],
  ])('%s', (_, all, scheduled) => {
    expect(wordOf('cancelScheduled', all)).toBe(scheduled);
  });
});

describe('the trial ends', () => {
  const trial = (end: number, more: Partial<Subscription> = {}) =>
    runs({ status: 'trialing', trialEndsAt: at(end), ...more });

  test.each<[string, Subscription[], string | undefined, string | undefined]>([
    ['never without a trial', [runs(), ended()], undefined, undefined],
    ['when the last open one does', [trial(5, { at: at(3) }), trial(4, { at: at(2) })], at(5), at(3)],
    ['when the open one does, not a later one that is over', [trial(5), ended({ trialEndsAt: at(9) })], at(5), at(1)],
    ['with the paid service before its time', [runs({ trialEndsAt: at(9), startedAt: at(4) })], at(4), at(4)],
    ['at its time, where paid service began later', [runs({ trialEndsAt: at(3), startedAt: at(4) })], at(3), at(4)],
    ['with its cancellation', [ended({ trialEndsAt: at(9), endedAt: at(5) })], at(5), at(5)],
    ['with what was told of it, where no more is known', [runs({ trialEndsAt: at(9), at: at(5) })], at(5), at(5)],
    ['at its time, where all that is known came later', [runs({ trialEndsAt: at(3), at: at(5) })], at(3), at(3)],
    [
      'with the last of those that are over',
      [ended({ trialEndsAt: at(5) }), runs({ trialEndsAt: at(2), at: at(4) })],
      at(2),
      at(2),
    ],
  ])('%s', (_, all, value, said) => {
    expect(attributesOf(all).trialEndsAt).toEqual(value === undefined ? undefined : { value, at: said });
  });
});
