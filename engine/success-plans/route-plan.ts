import type { AccountSnapshot, Attributes } from '../account/account.ts';
import type { Change } from '../account/change.ts';
import { evaluateEvent } from '../account/evaluate-event.ts';
import type { DomainEvent } from '../account/event.ts';
import type { GoalStates } from '../account/goal-state.ts';
import { accountTimezone } from '../account/profile.ts';
import type { RoutingInput } from '../account/routing.ts';
import { ageOfPlan, type SuccessPlan } from '../account/success-plan.ts';
import { instantIn } from '../definition/calendar.ts';
import type { Scalar } from '../kernel/scalar.ts';
import { type GoalNews, judgeGoals } from './judge-goals.ts';
import { metricOf } from './measure-goal.ts';

export interface RoutedPlan {
  plan: SuccessPlan;
  goals: GoalStates;
  /** As the plan has them: its goals go before what else was said of their day and of when they were reached. */
  attributes: Attributes;
  changes: Change[];
  /** `goal.reached` and `goal.missed`. */
  facts: DomainEvent[];
}

export type PlanInput = Pick<RoutingInput, 'goals' | 'now'> & {
  snapshot: Pick<AccountSnapshot, 'evaluation' | 'usage'>;
  catalog?: Pick<NonNullable<RoutingInput['catalog']>, 'features'>;
};

/** Effects of an event on the account's success plan. `attributes`: as the event leaves them otherwise. */
export const routePlan = (
  event: DomainEvent,
  before: SuccessPlan,
  attributes: Attributes,
  input: PlanInput,
): RoutedPlan => {
  const { snapshot, goals: known = {}, catalog, now } = input;
  const plan = moved(before, event);
  const timezone = accountTimezone({ attributes });
  const reachedByEvent = (goal: string) =>
    Object.hasOwn(known, goal) ? instantIn(attributes[known[goal]?.reached ?? '']?.value, timezone) : undefined;
  const { states, news } = judgeGoals({
    plan,
    states: snapshot.evaluation?.goals ?? {},
    reachedByEvent,
    ...(event.name === 'plan.changed' && { said: { goals: namedIn(event), at: event.occurredAt } }),
    timezone,
    now,
    // Only an evaluation reads as much usage as it takes.
    ...(event.name === evaluateEvent && {
      measuring: { usage: snapshot.usage, features: catalog?.features ?? {}, now },
    }),
  });
  return {
    plan,
    goals: states,
    attributes: governed(attributes, plan, states, known),
    changes: plan === before ? [] : [{ kind: 'successPlan', plan }],
    facts: news.map(each => factOf(each, event, now)),
  };
};

const moved = (plan: SuccessPlan, { id, name, fields, occurredAt }: DomainEvent): SuccessPlan => {
  const { goal, dueAt } = fields;
  if (name !== 'goal.moved' || typeof dueAt !== 'string' || !plan.goals.some(each => each.id === goal)) return plan;
  const next: SuccessPlan = {
    at: occurredAt,
    message: id,
    goals: plan.goals.map(each => (each.id === goal ? { ...each, dueAt } : each)),
  };
  return ageOfPlan(next) > ageOfPlan(plan) ? next : plan;
};

const namedIn = ({ fields }: DomainEvent): string[] => String(fields.goals ?? '').split(' ');

/** The catalog's goals that the plan has, as attributes. */
const governed = (
  attributes: Attributes,
  plan: SuccessPlan,
  states: GoalStates,
  known: NonNullable<RoutingInput['goals']>,
): Attributes => {
  const ruled: Record<string, Attributes[string]> = {};
  for (const goal of plan.goals) {
    const names = Object.hasOwn(known, goal.id) ? known[goal.id] : undefined;
    if (names === undefined) continue;
    const rule = (name: string, value: Scalar, at: string) => {
      if (value !== null || attributes[name] !== undefined) ruled[name] = { value, at };
    };
    rule(names.target, goal.dueAt ?? null, plan.at);
    const { is, at = plan.at } = states[goal.id] ?? {};
    const isOwn = goal.reachedAt !== undefined || metricOf(goal) !== undefined;
    if (isOwn) rule(names.reached, is === 'reached' ? at : null, is === 'reached' ? at : plan.at);
  }
  return { ...attributes, ...ruled };
};

const factOf = ({ goal, is }: GoalNews, event: DomainEvent, now: string): DomainEvent => ({
  ...event,
  source: 'daymark',
  id: `${event.id}#goal.${is}.${goal}`,
  name: `goal.${is}`,
  occurredAt: now,
  fields: { goal },
});
