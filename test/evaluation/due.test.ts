import { describe, expect, test } from 'vitest';
import type { AccountSnapshot } from '../../engine/account/account.ts';
import type { SignalState } from '../../engine/account/evaluation.ts';
import { usageOf } from '../../engine/account/usage.ts';
import type { Condition } from '../../engine/definition/condition.ts';
import type { Trigger } from '../../engine/definition/trigger.ts';
import { dueAfterEvaluation, dueByState } from '../../engine/evaluation/due.ts';
import { plusSeconds } from '../../engine/kernel/instant.ts';
import { aJourney } from '../support/journeys.ts';
import { aSnapshot } from '../support/routed.ts';
import { aTask } from '../support/tasks.ts';
import { now, someProfile } from '../support/touch.ts';

const quiet: Condition = {
  kind: 'not',
  of: { kind: 'used', feature: 'reports', event: 'Report Created', window: { kind: 'within', days: 7 } },
};
const inJourney = (enroll: Trigger, id = 'quiet') => aJourney({ id, enroll });
const signal = { kind: 'signal', when: quiet } as const;
const weekly = { ...signal, period: 'week' } as const;
const used = { at: '2026-03-08T09:00:00.000Z', event: 'Report Created', user: 'u1', id: 'e1' };
const standing = (states: Record<string, Partial<SignalState>>) => ({
  account: 'acme',
  revision: 1,
  signals: Object.fromEntries(Object.entries(states).map(([id, state]) => [id, { rule: 'r', armed: true, ...state }])),
});
/** What is due but for the weekly look that every account has. */
const due = (
  more: Partial<AccountSnapshot>,
  journeys = [inJourney(signal)],
  of: typeof dueByState = dueAfterEvaluation,
) =>
  of({ snapshot: aSnapshot({ usage: [used], ...more }), journeys, now })
    .filter(({ recurs }) => !recurs)
    .map(({ at }) => at);

describe('an account is due', () => {
  test('when a signal may fire for silence, if it is armed and not weekly', () => {
    expect(due({ evaluation: standing({ quiet: {} }) })).toEqual(['2026-03-15T09:00:00.001Z']);
    expect(due({ evaluation: standing({ quiet: { armed: false } }) })).toEqual([]);
    expect(due({ evaluation: standing({ other: {} }) })).toEqual([]);
    expect(due({ evaluation: standing({ quiet: {} }) }, [inJourney(weekly)])).toEqual([]);
    expect(due({ evaluation: standing({ quiet: {} }) }, [inJourney({ kind: 'manual' })])).toEqual([]);
    const { evaluation: _, ...unlooked } = aSnapshot();
    expect(
      dueAfterEvaluation({ snapshot: { ...unlooked, usage: usageOf([used]) }, journeys: [inJourney(signal)], now }),
    ).toHaveLength(1);
  });

  test('for silence only after an evaluation, which reads the usage that it takes', () => {
    expect(due({ evaluation: standing({ quiet: {} }) }, undefined, dueByState)).toEqual([]);
  });

  test('for no silence once it has left', () => {
    for (const status of ['canceled', 'deleted'])
      expect(due({ evaluation: standing({ quiet: {} }), profile: someProfile({ status }) })).toEqual([]);
  });

  test('when a week is known everywhere that a guarded signal tripped in', () => {
    const pending = { period: '2026-W10', evidence: {} };
    expect(due({ evaluation: standing({ quiet: {}, guarded: { pending } }) }, [])).toEqual([
      '2026-03-09T16:00:00.000Z',
    ]);
    expect(due({ evaluation: standing({ quiet: {} }) }, [])).toEqual([]);
  });

  test('when a task of its own is late, and when a date enrolls it', () => {
    const { acknowledgeBy } = aTask();
    expect(due({ tasks: [aTask()] }, [])).toEqual([acknowledgeBy]);
    const dated = (days: number) => inJourney({ kind: 'date', attribute: 'renewalAt', days });
    const profile = someProfile({ renewalAt: '2026-06-01', timezone: 'Asia/Tokyo' });
    const journeys = [dated(80), { ...dated(83), id: 'begun' }, inJourney({ kind: 'manual' })];
    expect(due({ profile }, journeys)).toEqual(['2026-03-12T15:00:00.000Z', plusSeconds(now, 1)]);
    const decided = { begun: '2026-03-10' };
    const evaluation = { ...standing({}), decided };
    expect(due({ profile, evaluation }, journeys)).toEqual(['2026-03-12T15:00:00.000Z']);
    expect(due({ profile: someProfile({ renewalAt: '2026-03-09' }) }, journeys)).toEqual([]);
    expect(due({}, [dated(30)])).toEqual([]);
  });

  test('when an invoice of its own is, and for nothing while it is unknown', () => {
    const since = '2026-03-10T08:30:00.000Z';
    const profile = someProfile(
      {},
      {
        billing: {
          invoices: { in_1: { state: 'checkout', at: since, amount: 4_900, decline: 'unknown' } },
          declines: [],
        },
      },
    );
    expect(due({ profile }, [])).toEqual(['2026-03-10T09:30:00.000Z']);
    const { profile: _, ...unknown } = aSnapshot();
    expect(dueByState({ snapshot: unknown, journeys: [], now })).toEqual([]);
  });
});

test('an account is looked at weekly, unless it left', () => {
  const looks = (profile = someProfile()) =>
    dueByState({ snapshot: aSnapshot({ profile }), journeys: [], now }).map(({ at, recurs }) => [
      at.slice(0, 13),
      recurs,
    ]);
  expect(looks()).toEqual([['2026-03-16T02', true]]);
  expect(looks(someProfile({ timezone: 'Asia/Tokyo' }))).toEqual([['2026-03-15T17', true]]);
  expect(looks(someProfile({ status: 'deleted' }))).toEqual([]);
});
