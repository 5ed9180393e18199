import type { Condition, Value } from '../definition/condition.ts';
import type { Instant } from '../kernel/instant.ts';
import { composites, earliest } from './composite.ts';
import type { ConditionKind, EvaluationContext, Truth, WindowContext } from './condition-kind.ts';
import { dated } from './dated.ts';
import { soleFeature } from './features.ts';
import { goal } from './goal.ts';
import { consecutiveDrops, sustainedBelowBaseline } from './logins.ts';

import { reading } from './reading.ts';
import { attribute, openTask, trigger, unchanged } from './said.ts';
import { seats } from './seats.ts';
import { silence } from './silence.ts';
import { stage, stageDays, stageEver } from './stage.ts';
import { successPlan } from './success-plan.ts';
import { trend } from './trend.ts';
import { adoption, amount, count, used } from './usage.ts';
import { sinceOfValue } from './values.ts';

export type { EvaluationContext, Truth } from './condition-kind.ts';
export { matches, passes } from './matches.ts';
export { anyEvent } from './quantity.ts';
export { evaluateValue, moneyOf } from './values.ts';

/** Whether the condition holds. One whose truth is unknown does not. */
export const holds = (condition: Condition, context: EvaluationContext): boolean =>
  truthOf(condition, context) === true;

/** Does the condition hold, as far as is known? */
export const truthOf = (condition: Condition, context: EvaluationContext): Truth =>
  kindOf(condition).truth(condition, context);

/** Names of the events that may change its truth when they happen; `anyEvent` is all. */
export const eventsOf = (condition: Condition): readonly string[] => kindOf(condition).events(condition);

/** When time alone may change its truth: perhaps too early, never too late. Usage must reach back as `usageSince` says. */
export const turnsAt = (condition: Condition, context: EvaluationContext): Instant | undefined =>
  kindOf(condition).turnsAt(condition, context);

/** The values it compares, by name: its evidence. */
export const conditionFacts = (condition: Condition): Readonly<Record<string, Value>> =>
  kindOf(condition).facts(condition);

/** How far back usage must be read to evaluate these; undefined if they need none. */
export const usageSince = (
  conditions: readonly (Condition | undefined)[],
  dataValues: readonly Value[],
  context: WindowContext,
): Instant | undefined =>
  earliest([
    ...conditions.map(condition => condition && sinceOf(condition, context)),
    ...dataValues.map(value => sinceOfValue(value, context)),
  ]);

const sinceOf = (condition: Condition, context: WindowContext): Instant | undefined =>
  kindOf(condition).since(condition, context);

const kinds: { [Kind in Condition['kind']]: ConditionKind<Kind> } = {
  attribute,
  trigger,
  unchanged,
  dated,
  openTask,
  used,
  count,
  amount,
  adoption,
  trend,
  reading,
  soleFeature,
  seats,
  consecutiveDrops,
  sustainedBelowBaseline,
  silence,
  goal,
  stage,
  stageDays,
  stageEver,
  successPlan,
  ...composites({ truthOf, sinceOf, eventsOf, turnsAt, factsOf: conditionFacts }),
};

const kindOf = (condition: Condition) => kinds[condition.kind] as ConditionKind<Condition['kind']>;
