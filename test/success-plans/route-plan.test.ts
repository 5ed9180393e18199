import { describe, expect, test } from 'vitest';
import type { AccountSnapshot, Attributes } from '../../engine/account/account.ts';
import { evaluateEvent } from '../../engine/account/evaluate-event.ts';
import type { DomainEvent } from '../../engine/account/event.ts';
import { accountContext } from '../../engine/conditions/account-context.ts';
import { truthOf } from '../../engine/conditions/evaluate-condition.ts';
import { plusSeconds } from '../../engine/kernel/instant.ts';
import { movedGoal } from '../../engine/routing/route-profile.ts';
import { moveGoalTurn } from '../../engine/steps/move-goal/turn.ts';
import { goalDue } from '../../engine/success-plans/goal-due.ts';
import { planUsageSince } from '../../engine/success-plans/plan-usage.ts';
import { type PlanInput, routePlan } from '../../engine/success-plans/route-plan.ts';
import { aPlan, march } from '../conformance/records.ts';
import { anEvent } from '../support/journeys.ts';
import { aSnapshot } from '../support/routed.ts';
import { said, someProfile } from '../support/touch.ts';

const goals = { launch: { reachedBy: 'Report Shared', target: 'launchGoalAt', reached: 'launchReachedAt' } };
const plan = aPlan(march(2));
const snapshot = (more: Partial<AccountSnapshot> = {}): AccountSnapshot => ({
  ...aSnapshot({ profile: someProfile({ name: 'Acme' }) }),
  successPlan: plan,
  ...more,
});
const input = (more: Partial<PlanInput> = {}): PlanInput => ({ goals, snapshot: snapshot(), now: march(5), ...more });
const routed = (event: DomainEvent, attributes: Attributes, more: Partial<PlanInput> = {}, before = plan) =>
  routePlan(event, before, attributes, input(more));
const moving = (dueAt: string, at = march(5)): DomainEvent =>
  anEvent('goal.moved', { id: 'daymark:e1.more-time', occurredAt: at, fields: { goal: 'launch', dueAt } });

describe('an account without a plan', () => {
  test('has no time at which it is looked at, and no usage read for it', () => {
    const { successPlan: _, ...without } = snapshot();
    expect(goalDue({ snapshot: without, journeys: [], now: march(5) })).toEqual([]);
    expect(planUsageSince(without, march(5))).toBeUndefined();
  });

  test('has a goal of the catalog moved as its attribute', () => {
    const before = said({ launchGoalAt: '2026-05-04' });
    expect(movedGoal(moving('2026-05-18'), before, goals).launchGoalAt).toEqual({ value: '2026-05-18', at: march(5) });
    expect(movedGoal(anEvent('Signed In'), before, goals)).toBe(before);
  });
});

describe('the goals of a plan', () => {
  test('go before what else was said of them, and are written once', () => {
    const later = { launchGoalAt: { value: '2027-01-01', at: march(4) } };
    const { attributes, changes } = routed(anEvent('account.updated'), later);
    expect(attributes.launchGoalAt).toEqual({ value: '2026-05-04', at: march(2) });
    expect(changes).toEqual([]);
    expect(routed(anEvent('Signed In'), attributes).attributes).toEqual(attributes);
  });

  test('are moved in the plan, whatever comes again or late', () => {
    const { plan: after, changes, attributes } = routed(moving('2026-05-18'), {});
    expect(after).toEqual({
      at: march(5),
      message: 'daymark:e1.more-time',
      goals: [{ ...plan.goals[0], dueAt: '2026-05-18' }],
    });
    expect(changes).toEqual([{ kind: 'successPlan', plan: after }]);
    expect(attributes.launchGoalAt).toEqual({ value: '2026-05-18', at: march(5) });
    const again = routed(moving('2026-05-18'), {}, {}, after);
    expect([again.plan, again.changes]).toEqual([after, []]);
    expect(routed(moving('2026-04-01', march(1)), {}).plan).toEqual(plan);
  });

  test('tell of their day when it is over, in an event that names no word of the customer', () => {
    const first = routed(anEvent(evaluateEvent), {});
    const evaluation = { account: 'acme', signals: {}, goals: first.goals, revision: 1 };
    const asked = (now: string) =>
      routed(anEvent(evaluateEvent), {}, { now, snapshot: snapshot({ evaluation }) }).facts;
    expect(asked('2026-05-04T23:59:59.999Z')).toEqual([]);
    const [missed] = asked('2026-05-05T00:00:00.000Z');
    expect(missed).toMatchObject({ name: 'goal.missed', fields: { goal: 'launch' } });
    expect(JSON.stringify(missed)).not.toContain('fair');
  });

  test('are looked at the morning after their day, and while they are measured each morning', () => {
    const due = (more: Partial<AccountSnapshot>, now = march(5)) =>
      goalDue({ snapshot: snapshot(more), journeys: [], now }).map(({ at, recurs }) => [
        at.slice(0, 12),
        recurs === true,
      ]);
    expect(due({})).toEqual([['2026-05-05T0', false]]);
    expect(due({}, '2026-05-06T00:00:00.000Z')).toEqual([]);
    const successPlan = aPlan(march(2), {
      goals: [{ id: 'launch', metric: 'adoption', target: 0.5, dueAt: '2026-05-04' }],
    });
    expect(due({ successPlan })).toEqual([
      ['2026-03-05T0', false],
      ['2026-05-05T0', false],
    ]);
    const state = { is: 'open', rule: 'adoption 0.5', since: march(2), measured: { value: 1, of: 8 } } as const;
    const evaluation = { account: 'acme', signals: {}, goals: { launch: state }, revision: 1 };
    expect(due({ successPlan, evaluation })).toEqual([
      ['2026-03-06T0', true],
      ['2026-05-05T0', false],
    ]);
    const reached = { ...evaluation, goals: { launch: { ...state, is: 'reached' } as const } };
    expect(due({ successPlan, evaluation: reached })).toEqual([]);
    expect(planUsageSince(snapshot({ successPlan }), march(5))).toBe(plusSeconds(march(5), -31 * 86_400));
  });
});

test('conditions read how goals stand, and hold of no account without a plan', () => {
  const state = { rule: ' ', since: march(2) };
  const truth = (is: 'behind' | 'reached', states: AccountSnapshot['goals']) =>
    truthOf(
      { kind: 'successPlan', is, goal: 'launch', events: [] } as Parameters<typeof truthOf>[0],
      accountContext(snapshot({ ...(states && { goals: states }) }), march(5)),
    );
  expect([truth('behind', undefined), truth('reached', undefined), truth('reached', {})]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  const open = { launch: { ...state, is: 'open' } } as const;
  expect([truth('behind', open), truth('reached', open)]).toEqual([false, false]);
  expect(truth('behind', { launch: { ...state, is: 'open', behind: true } })).toBe(true);
  expect(truth('reached', { launch: { ...state, is: 'reached' } })).toBe(true);
});

test('the step that moves a goal counts from its own day, of the plan or else of the attribute', () => {
  const step = { kind: 'moveGoal', id: 'more-time', goal: 'launch', target: 'launchGoalAt', days: 14 } as const;
  const call = { account: 'acme', enrollment: 'e1', iteration: 1, step } as Parameters<typeof moveGoalTurn.go>[0];
  const moved = (account: AccountSnapshot) =>
    (moveGoalTurn.go(call, { seen: { snapshot: account, now: march(5) } } as never) as { before?: DomainEvent[] })
      .before?.[0]?.fields;
  const { successPlan: _, ...without } = snapshot({ profile: someProfile({ launchGoalAt: '2026-02-20' }) });
  expect(moved(snapshot())).toEqual({ goal: 'launch', dueAt: '2026-05-18' });
  expect(moved(without)).toEqual({ goal: 'launch', dueAt: '2026-03-06' });
  expect(moved(snapshot({ successPlan: aPlan(march(2), { goals: [{ id: 'launch' }] }) }))).toBeUndefined();
});
