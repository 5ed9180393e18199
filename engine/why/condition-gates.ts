import { accountTimezone } from '../account/profile.ts';
import {
  conditionFacts,
  type EvaluationContext,
  evaluateValue,
  moneyOf,
  truthOf,
} from '../conditions/evaluate-condition.ts';
import type { Condition, Value } from '../definition/condition.ts';
import { describeCondition } from '../journey/explain/describe-condition.ts';
import { inWords, listed } from '../journey/explain/words.ts';
import { counted } from '../kernel/counted.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Scalar } from '../kernel/scalar.ts';
import { formatDay } from './format-clock.ts';
import { formatKnown, formatMoney } from './format-scalar.ts';
import type { GateReport } from './gate-report.ts';

/** A condition that must hold, part by part: what is joined by "and" is asked one by one. */
export const conditionGates = (gate: string, condition: Condition, context: EvaluationContext): GateReport[] =>
  partsOfAll(condition).map(part => conditionGate(gate, part, context));

/** A condition as one gate. `holds`: whether it must hold, or must not. */
export const conditionGate = (
  gate: string,
  condition: Condition,
  context: EvaluationContext,
  holds = true,
): GateReport => {
  const truth = truthOf(condition, context);
  return {
    gate,
    passed: holds ? truth === true : truth !== true,
    needed: describeCondition(condition, { whose: 'its', holds }),
    ...stateOf(condition, context),
  };
};

const partsOfAll = (condition: Condition): Condition[] => {
  const split = joined[condition.kind] as ((condition: Condition) => readonly Condition[]) | undefined;
  return split ? split(condition).flatMap(partsOfAll) : [condition];
};

/** Conditions that hold where all of their parts do. */
const joined: {
  readonly [Kind in Condition['kind']]?: (of: Extract<Condition, { kind: Kind }>) => readonly Condition[];
} = { all: ({ of }) => of, segment: ({ of }) => [of] };

type State = Pick<GateReport, 'was' | 'since'>;

/** The facts of the account that the condition compares. */
const stateOf = (condition: Condition, context: EvaluationContext): State => {
  const facts = Object.entries(conditionFacts(condition));
  const [only] = facts;
  if (facts.length === 0 || only === undefined) return { was: actually(condition, context) };
  if (facts.length === 1) return factOf(only, context);
  if (facts.every(([, value]) => evaluateValue(value, context) === null)) return { was: 'unknown' };
  const weeks = facts.flatMap(([, value]) => ('weeksAgo' in value ? [value] : []));
  if (weeks.length === facts.length) return { was: userDaysOf(weeks, context) };
  return { was: facts.map(([name, value]) => `${inWords(name)} ${numberOf(value, context)}`).join(', ') };
};

/** `6, 5, 6 and 3 user-days in the last 4 weeks` */
const userDaysOf = (weeks: readonly Extract<Value, { kind: 'weeklyUserDays' }>[], context: EvaluationContext): string =>
  `${listed(
    weeks.toSorted((a, b) => b.weeksAgo - a.weeksAgo).map(week => String(evaluateValue(week, context) ?? 'unknown')),
    'and',
  )} user-days in the last ${counted(weeks.length, 'week')}`;

/** Where nothing is compared: what was so instead. */
const actually = (condition: Condition, context: EvaluationContext): string => {
  const truth = truthOf(condition, context);
  return truth === undefined ? 'unknown' : describeCondition(condition, { whose: 'its', holds: truth });
};

const factOf = ([name, value]: readonly [string, Value], context: EvaluationContext): State => {
  const timezone = accountTimezone(context.profile);
  const known = evaluateValue(value, context);
  const word = 'name' in value ? context.profile?.attributes[value.name] : undefined;
  const isBare = typeof known === 'number' && word === undefined && words[value.kind] === undefined;
  const number = numberOf(value, context);
  const bare =
    name === 'activeUsers' ? `${number} active ${known === 1 ? 'user' : 'users'}` : `${inWords(name)} ${number}`;
  const was = isBare ? bare : number;
  const last = typeof known === 'number' && known > 0 ? lastOf(value, context) : undefined;
  return {
    was: last === undefined ? was : `${was}, last on ${formatDay(last, timezone)}`,
    ...(word && { since: word.at }),
  };
};

const numberOf = (value: Value, context: EvaluationContext): string => {
  const known = evaluateValue(value, context);
  const money = moneyOf(value, context);
  if (money && typeof known === 'number') return formatMoney(known, money);
  const tell = (words[value.kind] ?? formatKnown) as (known: Scalar, timezone: string) => string;
  return tell(known, accountTimezone(context.profile));
};

const lastOf = (value: Value, { usage, now }: EvaluationContext): Instant | undefined =>
  'event' in value && typeof value.event === 'string' ? usage.of(value.event).last(`${now}~`)?.at : undefined;

const words: Partial<Record<Value['kind'], (known: Scalar, timezone: string) => string>> = {
  eventCount: known => (known === 0 ? 'not once' : counted(Number(known), 'time')),
  featuresUsed: known => `${known} used`,
  soleFeature: known => (known === null ? 'none has' : String(known)),
  change: known => (known === null ? 'unknown' : `${known} %`),
};
