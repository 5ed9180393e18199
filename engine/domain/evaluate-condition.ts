import type { Condition, Value } from './condition.ts';
import { composites, earliest } from './conditions/composite.ts';
import type { ConditionKind, EvaluationContext, Truth, WindowContext } from './conditions/condition-kind.ts';
import { soleFeature } from './conditions/features.ts';
import { goal } from './conditions/goal.ts';
import { consecutiveDrops, sustainedBelowBaseline } from './conditions/logins.ts';
import { reading } from './conditions/reading.ts';
import { attribute, openTask, trigger, unchanged } from './conditions/said.ts';
import { seats } from './conditions/seats.ts';
import { silence } from './conditions/silence.ts';
import { trend } from './conditions/trend.ts';
import { adoption, amount, count, used } from './conditions/usage.ts';
import { sinceOfValue } from './conditions/values.ts';
import type { Instant } from './instant.ts';

export type { EvaluationContext, Truth } from './conditions/condition-kind.ts';
export { matches, passes } from './conditions/matches.ts';
export { anyEvent } from './conditions/quantity.ts';
export { evaluateValue, moneyOf } from './conditions/values.ts';

/** Does the condition hold? What is not known does not. */
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

/** What it compares, by name: the evidence for it. */
export const factsOf = (condition: Condition): Readonly<Record<string, Value>> => kindOf(condition).facts(condition);

/** How far back usage must be read to evaluate these; nothing when they need none. */
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
  ...composites({ truthOf, sinceOf, eventsOf, turnsAt, factsOf }),
};

const kindOf = (condition: Condition) => kinds[condition.kind] as ConditionKind<Condition['kind']>;
