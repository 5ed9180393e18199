import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { usageOf } from '../../engine/account/usage.ts';
import type { UsageMark } from '../../engine/account/usage-mark.ts';
import { evaluateValue, truthOf, turnsAt, usageSince } from '../../engine/conditions/evaluate-condition.ts';
import { userDaysByWeek } from '../../engine/conditions/weeks.ts';
import type { Condition } from '../../engine/definition/condition.ts';
import { aContext, aProfile, mark } from './context.ts';

const monday = '2026-03-02';
const drops: Condition = { kind: 'consecutiveDrops', event: 'Signed In', weeks: 3, basisPoints: 4000, least: 5 };
const below: Condition = {
  kind: 'sustainedBelowBaseline',
  event: 'Signed In',
  weeks: 3,
  baselineWeeks: 4,
  basisPoints: 6000,
  least: 5,
};

/** So many user-days in each of the last complete weeks, the oldest first, spread over its days. */
const weeksOf = (...userDays: number[]): UsageMark[] =>
  userDays.flatMap((amount, index) =>
    Array.from({ length: amount }, (_, each) => {
      const day = (userDays.length - index) * 7 - (each % 7);
      const at = new Date(Date.parse(`${monday}T12:00:00.000Z`) - day * 86_400_000).toISOString();
      return mark('Signed In', at, { user: `user-${Math.floor(each / 7)}` });
    }),
  );

describe('logins that drop week by week', () => {
  it.each([
    ['each week by more than 40 %', [100, 59, 35, 20], true],
    ['one week by exactly 40 %', [100, 60, 30, 10], true],
    ['every week by exactly 40 %', [125, 75, 45, 27], true],
    ['one week by a little less than 40 %', [100, 61, 30, 10], false],
    ['only two weeks', [50, 50, 20, 10], false],
    ['and then nothing is left to drop', [20, 10, 0, 0], false],
    ['to nothing in the last week', [20, 10, 5, 0], true],
    ['from just enough', [5, 3, 1, 0], true],
    ['from too little to tell', [4, 2, 1, 0], undefined],
    ['from nothing', [0, 0, 0, 0], undefined],
  ])('%s', (_, userDays, expected) => {
    expect(truthOf(drops, aContext(weeksOf(...userDays)))).toBe(expected);
  });
});

describe('logins that stay below their baseline', () => {
  it.each([
    ['by one step that never bounces', [100, 100, 100, 100, 50, 50, 50], true],
    ['at exactly 60 %', [10, 10, 10, 10, 6, 6, 6], true],
    ['one week a little above 60 %', [10, 10, 10, 10, 6, 7, 6], false],
    ['of a mean that is no whole number', [5, 5, 5, 6, 3, 3, 3], true],
    ['of a mean of just enough', [5, 5, 5, 5, 3, 0, 0], true],
    ['of a mean of too little to tell', [5, 5, 5, 4, 0, 0, 0], undefined],
    ['of nothing', [0, 0, 0, 0, 0, 0, 0], undefined],
  ])('%s', (_, userDays, expected) => {
    expect(truthOf(below, aContext(weeksOf(...userDays)))).toBe(expected);
  });
});

describe('weeks', () => {
  it('are complete ones: what happens in the one that has begun says nothing yet', () => {
    const late = { now: `${monday}T23:59:59.999Z` };
    const context = aContext([...weeksOf(100, 59, 35, 20), mark('Signed In', `${monday}T00:00:00.000Z`)], late);
    expect(truthOf(drops, context)).toBe(true);
    expect(evaluateValue({ kind: 'weeklyUserDays', event: 'Signed In', weeksAgo: 1 }, context)).toBe(20);
  });

  it('of before the account was known, and the one in which it became known, say nothing', () => {
    const usage = weeksOf(100, 59, 35, 20);
    const known = (at: string) => truthOf(drops, aContext(usage, { profile: aProfile({}, at) }));
    expect(known('2026-02-02T00:00:00.000Z')).toBe(true);
    expect(known('2026-02-02T00:00:00.001Z')).toBeUndefined();
    expect(truthOf(drops, { now: `${monday}T09:00:00.000Z`, usage: usageOf(usage), tasks: [] })).toBeUndefined();
  });

  it.each([
    // Monday begins at 11:00 and at 10:00 UTC of Sunday.
    ['Pacific/Auckland', '2026-03-01T11:00:00.000Z'],
    ['Pacific/Kiritimati', '2026-03-01T10:00:00.000Z'],
    // And at 11:00 UTC of Monday.
    ['Pacific/Midway', '2026-03-02T11:00:00.000Z'],
    ['Asia/Kathmandu', '2026-03-01T18:15:00.000Z'],
  ])('begin on Monday in %s', (timezone, begins) => {
    const before = new Date(Date.parse(begins) - 1).toISOString();
    const usage = [mark('Signed In', before), mark('Signed In', begins)];
    const at = (now: string) =>
      userDaysByWeek('Signed In', 1, aContext(usage, { now, profile: aProfile({ timezone }) }));
    expect(at(begins)).toEqual([1]);
    expect(at(before)).toEqual([0]);
    expect(at(new Date(Date.parse(begins) + 7 * 86_400_000).toISOString())).toEqual([1]);
  });

  it('keep their borders when the clock changes within them, in both directions', () => {
    const count = (timezone: string, now: string, ...instants: string[]) =>
      userDaysByWeek(
        'Signed In',
        1,
        aContext(
          instants.map(at => mark('Signed In', at)),
          { now, profile: aProfile({ timezone }) },
        ),
      );
    // Berlin goes to summer time on Sunday 2026-03-29: that week ends at 22:00 UTC, and began at 23:00 UTC.
    const spring = ['2026-03-22T22:59:59.999Z', '2026-03-22T23:00:00.000Z', '2026-03-29T21:59:59.999Z'];
    expect(count('Europe/Berlin', '2026-03-29T22:00:00.000Z', ...spring, '2026-03-29T22:00:00.000Z')).toEqual([2]);
    // And back on Sunday 2026-10-25, a day of 25 hours: one user-day.
    const fall = ['2026-10-24T22:00:00.000Z', '2026-10-25T22:59:59.999Z'];
    expect(count('Europe/Berlin', '2026-10-25T23:00:00.000Z', ...fall)).toEqual([1]);
    // Beirut's Sunday 2026-03-29 begins at 01:00, for its midnight is skipped.
    expect(count('Asia/Beirut', '2026-03-29T21:00:00.000Z', '2026-03-28T22:00:00.000Z')).toEqual([1]);
    // Samoa had no Friday 2011-12-30.
    const samoa = aProfile({ timezone: 'Pacific/Apia' }, '2011-01-01T00:00:00.000Z');
    const usage = ['2011-12-30T09:59:59.999Z', '2011-12-30T10:00:00.000Z'].map(at => mark('Signed In', at));
    expect(
      userDaysByWeek('Signed In', 1, aContext(usage, { now: '2012-01-02T00:00:00.000Z', profile: samoa })),
    ).toEqual([2]);
  });

  it('count a user once a day, and nobody who is not named', () => {
    const at = (hour: string) => `2026-02-24T${hour}:00:00.000Z`;
    const usage = [mark('Signed In', at('08')), mark('Signed In', at('20')), mark('Signed In', at('09'), { user: '' })];
    expect(userDaysByWeek('Signed In', 1, aContext(usage))).toEqual([1]);
  });

  it('are the same in any order of marks, and however often each is there', () => {
    const marks = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 60 * 24 }), fc.constantFrom('ada', 'bob', 'cyd')).map(([hours, user]) =>
        mark('Signed In', new Date(Date.parse(`${monday}T00:00:00.000Z`) - hours * 3_600_000).toISOString(), {
          user,
        }),
      ),
    );
    fc.assert(
      fc.property(
        marks,
        fc.constantFrom('UTC', 'America/St_Johns', 'Australia/Lord_Howe'),
        fc.infiniteStream(fc.nat()),
        (usage, timezone, random) => {
          const profile = aProfile({ timezone });
          const counted = userDaysByWeek('Signed In', 7, { ...aContext(usage), profile });
          const shuffled = [...usage, ...usage]
            .map(each => ({ each, place: random.next().value ?? 0 }))
            .sort((a, b) => a.place - b.place)
            .map(({ each }) => each);
          expect(userDaysByWeek('Signed In', 7, { ...aContext([]), usage: usageOf(shuffled), profile })).toEqual(
            counted,
          );
        },
      ),
    );
  });

  it('are read as far back as they may reach in any zone, and no further', () => {
    expect(usageSince([drops], [], { now: `${monday}T09:00:00.000Z` })).toBe('2026-01-25T09:00:00.000Z');
    expect(usageSince([below], [], { now: `${monday}T09:00:00.000Z` })).toBe('2026-01-04T09:00:00.000Z');
  });

  it('are looked at again when the next one is complete, two hours after its midnight', () => {
    const at = (now: string, timezone: string) =>
      turnsAt(drops, aContext([], { now, profile: aProfile({ timezone }) }));
    expect(at('2026-03-02T01:59:00.000Z', 'UTC')).toBe('2026-03-02T02:00:00.000Z');
    expect(at('2026-03-02T02:00:00.000Z', 'UTC')).toBe('2026-03-09T02:00:00.000Z');
    expect(at('2026-03-27T12:00:00.000Z', 'Europe/Berlin')).toBe('2026-03-30T00:00:00.000Z');
  });
});
