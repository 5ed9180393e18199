import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AccountSnapshot } from '../../engine/account/account.ts';
import { evaluateEvent, evaluationDue } from '../../engine/account/evaluate-event.ts';
import type { DomainEvent } from '../../engine/account/event.ts';
import { usageOf } from '../../engine/account/usage.ts';
import { type Instant, plusSeconds } from '../../engine/kernel/instant.ts';
import { arrAbove } from '../journey/plain-journey.ts';
import { aJourney, anEvent, aUpdate } from '../support/journeys.ts';
import { fold } from '../support/routed.ts';

// The day of 2026-03-20 is 2026-03-10; zones shift its beginning by a day at most.
const renewal = aJourney({
  id: 'renewal',
  enroll: { kind: 'date', attribute: 'renewalAt', days: 10 },
  reenroll: { kind: 'term' },
  audience: arrAbove(10_000),
});
const start: Instant = '2026-03-08T00:00:00.000Z';
/** The weekly look of Monday 2026-03-16 comes within it. */
const hours = 9 * 24;
const at = (hour: number, minute = 0): Instant => plusSeconds(start, hour * 3_600 + minute * 60);

/** Half past its hour, so that it is clear which sweep is the first that sees it. */
interface Said {
  hour: number;
  fields: DomainEvent['fields'];
}

interface Looks {
  /** Hours in which no sweep comes. */
  missed?: ReadonlySet<number>;
  /** Hours in which the account is evaluated although nothing is due. */
  chance?: ReadonlySet<number>;
}

const unknown: AccountSnapshot = { account: 'acme', contacts: [], enrollments: [], tasks: [], usage: usageOf([]) };

const sweep = (account: AccountSnapshot, hour: number, { missed, chance }: Looks): AccountSnapshot => {
  const dueAt = account.evaluation?.dueAt;
  const now = at(hour);
  const looked =
    dueAt !== undefined && dueAt <= now && !missed?.has(hour)
      ? fold(account, evaluationDue('acme', dueAt, now), [renewal], now)
      : account;
  return chance?.has(hour) && account.profile
    ? fold(looked, anEvent(evaluateEvent, { occurredAt: now }), [renewal], now)
    : looked;
};

const play = (said: readonly Said[], looks: Looks = {}): AccountSnapshot => {
  let account = unknown;
  for (let hour = 0; hour < hours; hour += 1) {
    account = sweep(account, hour, looks);
    for (const [nth, { fields }] of said.filter(each => each.hour === hour).entries())
      account = fold(account, aUpdate(fields, { occurredAt: at(hour, 30 + nth) }), [renewal]);
  }
  return account;
};

const enrolled = (said: readonly Said[], looks: Looks = {}): string[] =>
  play(said, looks)
    .enrollments.map(({ key, trigger }) => `${key} by ${trigger.fields.renewalAt}`)
    .sort();

const anHour = fc.integer({ min: 0, max: hours - 1 });
const someHours = fc.array(anHour, { maxLength: 40 }).map(drawn => new Set(drawn));
const aRevenue = fc.record({ arr: fc.constantFrom(9_000, 20_000) });
const aZone = fc.record({ timezone: fc.constantFrom('UTC', 'Asia/Tokyo', 'America/New_York', 'Asia/Kathmandu') });
const aDate = fc.record({ renewalAt: fc.constantFrom('2026-03-18', '2026-03-20', '2026-03-21', '2026-09-20') });
const saidIn = (fields: fc.Arbitrary<DomainEvent['fields']>): fc.Arbitrary<Said> => fc.record({ hour: anHour, fields });
const inOrder = (said: readonly Said[]): Said[] =>
  [...new Map(said.map(each => [each.hour, each])).values()].sort((a, b) => a.hour - b.hour);
const ofRevenue = fc.array(saidIn(aRevenue), { minLength: 1, maxLength: 8 }).map(inOrder);
const onTime: Said = { hour: 0, fields: { renewalAt: '2026-03-20' } };
/** Half of them know their date from the beginning on, and it stays. */
const aLife = fc.oneof(
  ofRevenue.map(said => inOrder([...said, onTime])),
  fc.array(saidIn(fc.oneof(aRevenue, aRevenue, aZone, aDate)), { minLength: 1, maxLength: 12 }).map(inOrder),
);

test('an account is in if its audience holds when its day is first looked at, whatever comes later', () => {
  fc.assert(
    fc.property(ofRevenue, said => {
      const revenue = said.filter(({ hour }) => at(hour) < '2026-03-10').at(-1);
      const isIn = Number(revenue?.fields.arr ?? 0) > 10_000;
      expect(enrolled([onTime, ...said])).toEqual(isIn ? ['2026-03-20 by 2026-03-20'] : []);
    }),
  );
});

test('evaluations that come by chance change nothing', () => {
  fc.assert(
    fc.property(aLife, someHours, (said, chance) => {
      expect(enrolled(said, { chance })).toEqual(enrolled(said));
    }),
  );
});

test('what is said again changes nothing', () => {
  fc.assert(
    fc.property(aLife, anHour, (said, again) => {
      const known = Object.assign({}, ...said.filter(({ hour }) => hour < again).map(({ fields }) => fields));
      fc.pre(said.every(({ hour }) => hour !== again));
      expect(enrolled([...said, { hour: again, fields: known }])).toEqual(enrolled(said));
    }),
  );
});

test('a sweep that is late changes nothing, as long as nothing is said meanwhile', () => {
  fc.assert(
    fc.property(aLife, someHours, (said, drawn) => {
      const isSaidIn = (hour: number) => said.some(each => each.hour === hour);
      const missed = new Set([...drawn].filter(hour => !isSaidIn(hour) && hour < hours - 1));
      expect(enrolled(said, { missed })).toEqual(enrolled(said));
    }),
  );
});

test('calls of one hour may come in any order', () => {
  const calls: DomainEvent['fields'][] = [{ renewalAt: '2026-03-20' }, { arr: 20_000 }, { timezone: 'Asia/Tokyo' }];
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: hours - 30 }),
      fc.shuffledSubarray(calls, { minLength: 3 }),
      (hour, order) => {
        expect(enrolled(order.map(fields => ({ hour, fields })))).toEqual(['2026-03-20 by 2026-03-20']);
      },
    ),
  );
});

test('the same deployed later decides for accounts whose day has begun, once', () => {
  const before = play([{ hour: 0, fields: { renewalAt: '2026-03-20', arr: 20_000 } }]);
  const { decided: _, ...evaluation } = before.evaluation ?? { account: 'acme', signals: {}, revision: 1 };
  const met = fold({ ...before, evaluation, enrollments: [] }, anEvent(evaluateEvent), [renewal], at(hours));
  expect(met.enrollments).toHaveLength(1);
  expect(met.evaluation?.decided).toEqual({ renewal: '2026-03-10' });
  const forgotten = fold(met, anEvent(evaluateEvent), [], at(hours + 1));
  expect(forgotten.evaluation).not.toHaveProperty('decided');
});

test('a date that moved to the next year by mistake, and back, enrolls once more where the mistake had ended it', () => {
  const asLong = aJourney({ ...renewal, exit: [{ kind: 'event', event: 'renewal.completed', where: [] }] });
  const life = (away: string, exits: boolean, ended?: 'completed') => {
    const journeys = [exits ? asLong : renewal];
    const say = (account: AccountSnapshot, renewalAt: string, hour: number) =>
      fold(account, aUpdate({ renewalAt, arr: 20_000 }, { occurredAt: at(hour) }), journeys);
    let account = say(unknown, '2026-03-20', 60);
    const moves = [
      [away, 70],
      ['2026-03-20', 75],
      ['2026-03-20', 80],
      ['2027-03-20', 90],
    ] as const;
    for (const [renewalAt, hour] of moves) {
      account = say(account, renewalAt, hour);
      if (ended && hour === 70)
        account = { ...account, enrollments: account.enrollments.map(each => ({ ...each, status: ended })) };
      account = fold(account, anEvent(evaluateEvent, { occurredAt: at(hour, 30) }), journeys, at(hour, 30));
    }
    return account.enrollments.map(({ key, status }) => `${key.slice(0, 10)} ${status}`);
  };
  expect(life('2027-03-20', true)).toEqual(['2026-03-20 exited', '2026-03-20 exited']);
  expect(life('2027-03-20', false)).toEqual(['2026-03-20 active']);
  expect(life('2026-05-20', true)).toEqual(['2026-03-20 exited']);
  expect(life('2025-03-20', true)).toEqual(['2026-03-20 exited']);
  // It ended while its date lay in the past.
  expect(life('2026-03-01', true, 'completed')).toEqual(['2026-03-20 completed', '2026-03-20 exited']);
  expect(life('2026-03-15', true, 'completed')).toEqual(['2026-03-20 completed']);
});
