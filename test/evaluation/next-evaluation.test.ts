import { describe, expect, test } from 'vitest';
import type { AccountSnapshot } from '../../engine/account/account.ts';
import { evaluateEvent, evaluationDue, isEvaluated } from '../../engine/account/evaluate-event.ts';
import type { Evaluation } from '../../engine/account/evaluation.ts';
import { usageOf } from '../../engine/account/usage.ts';
import { evaluationAfter } from '../../engine/evaluation/next-evaluation.ts';
import { sooner } from '../../engine/evaluation/sooner.ts';
import { plusSeconds } from '../../engine/kernel/instant.ts';
import { aJourney, anEvent } from '../support/journeys.ts';
import { aSnapshot } from '../support/routed.ts';
import { aTask } from '../support/tasks.ts';
import { now, someProfile } from '../support/touch.ts';

const hour = (n: number) => plusSeconds(now, n * 3_600);
const known = (more: Partial<Evaluation> = {}): Evaluation => ({ account: 'acme', signals: {}, revision: 4, ...more });
const evaluationIn = (changes: ReturnType<typeof sooner>) =>
  changes.map(change => (change.kind === 'evaluation' ? change.evaluation : undefined));

describe('an evaluation that is asked for from outside of routing', () => {
  const asked = (evaluation: Evaluation | undefined, at: string, recurs?: true) =>
    evaluationIn(
      sooner({ account: 'acme', ...(evaluation && { evaluation }) }, { at, ...(recurs && { recurs }) }, now),
    );

  test('is written where it is sooner than the one that is due', () => {
    expect(asked(undefined, hour(2))).toEqual([known({ revision: 1, dueAt: hour(2), dueOnce: hour(2) })]);
    expect(asked(known({ dueAt: hour(5), dueOnce: hour(5) }), hour(2))).toEqual([
      known({ revision: 5, dueAt: hour(2), dueOnce: hour(2) }),
    ]);
    expect(asked(known({ dueAt: hour(1), dueOnce: hour(5) }), hour(2))).toEqual([
      known({ revision: 5, dueAt: hour(1), dueOnce: hour(2) }),
    ]);
    expect(asked(known({ dueAt: hour(5), dueOnce: hour(1) }), hour(2), true)).toEqual([
      known({ revision: 5, dueAt: hour(2), dueOnce: hour(1) }),
    ]);
    expect(asked(known({ dueAt: hour(1), dueOnce: hour(1) }), hour(2))).toEqual([]);
    expect(asked(known({ dueAt: hour(2) }), hour(2), true)).toEqual([]);
  });

  test('that is past is for the next second', () => {
    for (const at of [hour(-1), now]) expect(asked(undefined, at)[0]?.dueAt).toBe(plusSeconds(now, 1));
    expect(asked(undefined, plusSeconds(now, 0.001))[0]?.dueAt).toBe(plusSeconds(now, 0.001));
  });
});

describe('the evaluation that an event leaves', () => {
  const task = aTask({ acknowledgeBy: hour(3), dueAt: hour(9) });
  const left = (snapshot: Partial<AccountSnapshot>, more: Partial<Parameters<typeof evaluationAfter>[0]> = {}) =>
    evaluationAfter({
      snapshot: aSnapshot({ profile: someProfile({ status: 'canceled' }), tasks: [task], ...snapshot }),
      signals: {},
      counts: [],
      health: undefined,
      compared: undefined,
      isAsked: false,
      journeys: [],
      now,
      ...more,
    });
  const written = (...of: Parameters<typeof left>) => evaluationIn(left(...of))[0];

  test('is due no later than it was, unless it was just evaluated', () => {
    const evaluation = known({ dueAt: hour(1), dueOnce: hour(2) });
    expect(left({ evaluation })).toEqual([]);
    expect(written({ evaluation }, { isAsked: true })).toEqual(
      known({ revision: 5, dueAt: hour(3), dueOnce: hour(3) }),
    );
    expect(written({ evaluation: known({ dueAt: hour(4), dueOnce: hour(4) }) })).toMatchObject({ dueAt: hour(3) });
  });

  test('is not written again for its revision alone', () => {
    const evaluation = known({ dueAt: hour(3), dueOnce: hour(3) });
    expect(left({ evaluation })).toEqual([]);
    expect(left({ evaluation }, { isAsked: true })).toEqual([]);
    expect(left({ evaluation }, { signals: { quiet: { rule: 'r', armed: true } } })).toHaveLength(1);
  });

  test('keeps what was counted of weeks beside it, where something was', () => {
    const counts = [{ journey: 'quiet', period: '2026-W10', evaluated: 1, tripped: 1 }];
    const signals = { quiet: { rule: 'r', armed: false } };
    expect(left({ evaluation: known() }, { counts, signals })[0]).toMatchObject({ kind: 'evaluation', counts });
    expect(left({ evaluation: known() }, { signals })[0]).not.toHaveProperty('counts');
  });

  test('of a new account is at once where only its usage tells what is due', () => {
    const { evaluation: _, ...unknown } = aSnapshot({ profile: someProfile() });
    const quiet = aJourney({
      id: 'quiet',
      enroll: {
        kind: 'signal',
        when: { kind: 'not', of: { kind: 'used', feature: 'r', event: 'R', window: { kind: 'within', days: 7 } } },
      },
    });
    const used = { at: now, event: 'R', user: 'u', id: 'e' };
    const first = (journeys: ReturnType<typeof aJourney>[]) =>
      evaluationIn(
        evaluationAfter({
          snapshot: { ...unknown, usage: usageOf([used]) },
          signals: { quiet: { rule: 'r', armed: true } },
          counts: [],
          health: undefined,
          compared: undefined,
          isAsked: false,
          journeys,
          now,
        }),
      )[0];
    expect(first([quiet])).toMatchObject({ revision: 1, dueAt: plusSeconds(now, 1) });
    expect(first([])?.dueAt).toMatch(/^2026-03-16T02/);
  });
});

describe('the event by which the sweep asks', () => {
  test('is the same however often a due time is found', () => {
    expect(evaluationDue('acme', hour(1), hour(2))).toEqual({
      id: `daymark:evaluate:acme:${hour(1)}`,
      source: 'daymark',
      account: 'acme',
      name: evaluateEvent,
      occurredAt: hour(2),
      receivedAt: hour(2),
      fields: { dueAt: hour(1) },
    });
  });

  test('was carried out once the account is due at another time', () => {
    const asks = evaluationDue('acme', hour(1), hour(2));
    expect(isEvaluated(asks, hour(1))).toBe(false);
    expect(isEvaluated(asks, hour(5))).toBe(true);
    expect(isEvaluated(asks, undefined)).toBe(true);
    expect(isEvaluated(anEvent(evaluateEvent), hour(5))).toBe(false);
    expect(isEvaluated({ ...asks, name: 'Signed In' }, hour(5))).toBe(false);
  });
});
