import { describe, expect, test } from 'vitest';
import type { AccountSnapshot } from '../../engine/account/account.ts';
import { evaluationDue } from '../../engine/account/evaluate-event.ts';
import { type CountedFigures, mediansOn, type PlanFigures, type PlanRow } from '../../engine/account/medians.ts';
import type { Figure } from '../../engine/definition/condition.ts';
import { figureName } from '../../engine/definition/figure-name.ts';
import { type Instant, plusSeconds } from '../../engine/kernel/instant.ts';
import { aJourney, aUpdate } from '../support/journeys.ts';
import { aSnapshot, routed } from '../support/routed.ts';
import { someProfile } from '../support/touch.ts';

const signIns: Figure = { kind: 'eventCount', event: 'Signed In', window: { kind: 'within', days: 30 } };
const name = figureName(signIns);
const review = aJourney({
  steps: [
    {
      kind: 'webhook',
      id: 'review',
      endpoint: 'crm',
      data: { signIns, typical: { kind: 'median', of: signIns }, again: { kind: 'median', of: { ...signIns } } },
    },
  ],
});

const monday = '2026-06-01T03:00:00.000Z';
const dueAt = '2026-06-01T02:30:00.000Z';
const daysAgo = (days: number): Instant => plusSeconds(monday, -days * 86_400);
const signedIn = (days: number) => ({ id: `m${days}`, event: 'Signed In', user: 'u1', at: daysAgo(days) });

const account = (
  { plan = 'team', ...attributes }: { plan?: string | null; status?: string } = {},
  { compared, knownSince = daysAgo(90) }: { compared?: PlanFigures; knownSince?: Instant } = {},
): AccountSnapshot =>
  aSnapshot({
    profile: { ...someProfile({ ...attributes, ...(plan !== null && { plan }) }), knownSince },
    usage: [signedIn(31), signedIn(20), signedIn(1)],
    evaluation: { account: 'acme', dueAt, signals: {}, ...(compared && { compared }), revision: 1 },
  });

const lastWeeks: PlanFigures = { plan: 'team', at: daysAgo(7), figures: { [name]: 9 } };
const rows = (event: Parameters<typeof routed>[0], snapshot: AccountSnapshot, now = monday) => {
  const { changes } = routed(event, snapshot, [review], { now });
  const evaluation = changes.find(({ kind }) => kind === 'evaluation');
  return {
    rows: changes.filter(({ kind }) => kind === 'planFigures' || kind === 'leavePlan'),
    remembered: evaluation?.kind === 'evaluation' ? evaluation.evaluation.compared : 'unchanged',
  };
};
const weekly = (snapshot: AccountSnapshot) => rows(evaluationDue('acme', dueAt, monday), snapshot);
const says = (fields: Record<string, string | null>) => aUpdate(fields, { occurredAt: monday, receivedAt: monday });

describe('what an account counts for in the medians of its plan', () => {
  test('is counted when its week is over, each figure once, with the evaluation that remembers it', () => {
    const figures = { plan: 'team', at: monday, figures: { [name]: 2 } };
    const row = { kind: 'planFigures', account: 'acme', ...figures };
    expect(weekly(account())).toEqual({ rows: [row], remembered: figures });
  });

  test('is told with what it counted for before, if that is of the same plan and of the last five weeks', () => {
    const formerAfter = (compared: PlanFigures): unknown => {
      const row = weekly(account({}, { compared })).rows.find(({ kind }) => kind === 'planFigures');
      return row?.kind === 'planFigures' ? row.former : 'no row';
    };
    const { plan: _, ...former } = lastWeeks;
    expect(formerAfter(lastWeeks)).toEqual(former);
    expect(formerAfter({ ...lastWeeks, plan: 'business' })).toBeUndefined();
    expect(formerAfter({ ...lastWeeks, at: daysAgo(34) })).toEqual({ ...former, at: daysAgo(34) });
    expect(formerAfter({ ...lastWeeks, at: daysAgo(35) })).toBeUndefined();
  });

  test('is counted once a week', () => {
    const compared = { ...lastWeeks, at: plusSeconds(monday, -60) };
    expect(weekly(account({}, { compared }))).toMatchObject({ rows: [], remembered: compared });
  });

  test('leaves out figures of more days than the account is known for', () => {
    expect(weekly(account({}, { knownSince: daysAgo(29) })).rows).toEqual([]);
    expect(weekly(account({}, { knownSince: daysAgo(30) })).rows).toHaveLength(1);
  });

  test('moves as soon as the plan changes, and stays when anything else does', () => {
    const on = account({}, { compared: lastWeeks });
    const moved = { ...lastWeeks, plan: 'business' };
    expect(rows(says({ plan: 'business' }), on)).toEqual({
      rows: [
        { kind: 'leavePlan', account: 'acme', plan: 'team' },
        { kind: 'planFigures', account: 'acme', ...moved },
      ],
      remembered: moved,
    });
    expect(rows(says({ name: 'Acme Ltd' }), on).rows).toEqual([]);
  });

  test('is gone with the account, or with its plan, and never comes of an account without one', () => {
    const on = account({}, { compared: lastWeeks });
    const left = { rows: [{ kind: 'leavePlan', account: 'acme', plan: 'team' }], remembered: undefined };
    expect(rows(says({ plan: null }), on)).toEqual(left);
    expect(rows({ ...says({}), name: 'subscription.canceled', fields: {} }, on)).toEqual(left);
    expect(weekly(account({ plan: null })).rows).toEqual([]);
    expect(weekly(account({ status: 'canceled' })).rows).toEqual([]);
  });
});

describe('the medians of a plan on a day', () => {
  const row = (signIns: number, at: Instant, former?: CountedFigures): PlanRow => ({
    at,
    figures: { signIns },
    ...(former && { former }),
  });
  const five = (at: Instant) => [1, 2, 3, 4, 5].map(signIns => row(signIns, at));

  test('are of what accounts had before that day, so that all who ask on it are told the same', () => {
    const before = five('2026-05-31T23:59:59.999Z');
    const recounted = before.map(former => row(9, '2026-06-01T00:00:00.000Z', former));
    expect(mediansOn('2026-06-01', before)).toEqual({ signIns: 3 });
    expect(mediansOn('2026-06-01', recounted)).toEqual({ signIns: 3 });
    expect(mediansOn('2026-06-02', recounted)).toEqual({ signIns: 9 });
  });

  test('have a figure that was first counted on that day', () => {
    const former = { at: '2026-05-25T03:00:00.000Z', figures: { signIns: 3 } };
    const rows = five('2026-06-01T03:00:00.000Z').map(({ at }) => ({ at, figures: { signIns: 9, tasks: 2 }, former }));
    expect(mediansOn('2026-06-01', rows)).toEqual({ signIns: 3, tasks: 2 });
  });

  test('have an account that was first counted on that day', () => {
    const [, ...others] = five('2026-05-31T12:00:00.000Z');
    expect(mediansOn('2026-06-01', others)).toEqual({});
    expect(mediansOn('2026-06-01', [...others, row(50, '2026-06-01T03:00:00.000Z')])).toEqual({ signIns: 4 });
  });
});
