import type { Profile, UsageMark } from './account.ts';
import type { Comparison, Condition, Scalar, Value, Window } from './condition.ts';
import type { Enrollment } from './enrollment.ts';
import type { DomainEvent } from './event.ts';
import { type Instant, plusSeconds } from './instant.ts';
import type { Task } from './task.ts';
import type { EventTrigger, FieldTest } from './trigger.ts';

/** All that a condition may look at. */
export interface EvaluationContext {
  now: Instant;
  profile?: Profile;
  enrollment?: Pick<Enrollment, 'anchoredAt' | 'steps' | 'trigger'>;
  /** Must reach back as far as `usageSince` says. */
  usage: readonly UsageMark[];
  tasks: readonly Task[];
}

type Of<Kind extends Condition['kind']> = Extract<Condition, { kind: Kind }>;

/** Does the condition hold? Shares compare as integers, so that 2 of 8 is not below 25 %. */
export const holds = (condition: Condition, context: EvaluationContext): boolean =>
  (evaluators[condition.kind] as (condition: Condition, context: EvaluationContext) => boolean)(condition, context);

const evaluators: { [Kind in Condition['kind']]: (condition: Of<Kind>, context: EvaluationContext) => boolean } = {
  attribute: ({ name, comparison, value }, { profile }) => compare(profile?.attributes[name]?.value, comparison, value),
  trigger: ({ field, comparison, value }, { enrollment }) =>
    compare(enrollment?.trigger.fields[field], comparison, value),
  used: ({ event, window }, context) => usageIn(window, context).some(mark => mark.event === event),
  count: ({ event, window, comparison, value }, context) => compare(countOf(event, window, context), comparison, value),
  adoption: ({ features, window, comparison, basisPoints }, context) =>
    compare(featuresUsed(features, window, context) * 10_000, comparison, basisPoints * Object.keys(features).length),
  openTask: ({ type }, { tasks }) => tasks.some(task => task.type === type && task.status !== 'resolved'),
  all: ({ of }, context) => of.every(each => holds(each, context)),
  any: ({ of }, context) => of.some(each => holds(each, context)),
  not: ({ of }, context) => !holds(of, context),
};

type ValueOf<Kind extends Value['kind']> = Extract<Value, { kind: Kind }>;

export const evaluateValue = (value: Value, context: EvaluationContext): Scalar =>
  (values[value.kind] as (value: Value, context: EvaluationContext) => Scalar)(value, context);

const values: { [Kind in Value['kind']]: (value: ValueOf<Kind>, context: EvaluationContext) => Scalar } = {
  literal: ({ value }) => value,
  triggerField: ({ field }, { enrollment }) => enrollment?.trigger.fields[field] ?? null,
  accountAttribute: ({ name }, { profile }) => profile?.attributes[name]?.value ?? null,
  eventCount: ({ event, window }, context) => countOf(event, window, context),
  featuresUsed: ({ features, window }, context) => featuresUsed(features, window, context),
};

/** Does the event pass every test of the trigger, or of one that does as well? `enrolling` holds the fields of the event that enrolled the account. */
export const matches = (
  trigger: EventTrigger,
  event: Pick<DomainEvent, 'name' | 'fields'>,
  enrolling: Readonly<Record<string, Scalar>> = {},
): boolean =>
  (trigger.event === event.name && trigger.where.every(test => passes(test, event.fields, enrolling))) ||
  (trigger.alternatives ?? []).some(other => matches(other, event, enrolling));

export const passes = (
  { field, comparison, value }: FieldTest,
  fields: Readonly<Record<string, Scalar>>,
  enrolling: Readonly<Record<string, Scalar>> = {},
): boolean =>
  comparison === 'matchesTrigger'
    ? fields[field] !== undefined && fields[field] === enrolling[field]
    : compare(fields[field], comparison, value);

/** How far back usage must be read to evaluate these; nothing when they need none. */
export const usageSince = (
  conditions: readonly (Condition | undefined)[],
  dataValues: readonly Value[],
  context: WindowContext,
): Instant | undefined => {
  const windows = [
    ...conditions.flatMap(condition => (condition ? windowsOf(condition) : [])),
    ...dataValues.flatMap(value => ('window' in value ? [value.window] : [])),
  ];
  return windows.map(window => startOf(window, context)).sort()[0];
};

/** What tells where a window begins. */
interface WindowContext {
  now: Instant;
  enrollment?: Pick<Enrollment, 'anchoredAt' | 'steps'>;
}

const windowsOf = (condition: Condition): Window[] => {
  if (condition.kind === 'all' || condition.kind === 'any') return condition.of.flatMap(windowsOf);
  if (condition.kind === 'not') return windowsOf(condition.of);
  return 'window' in condition ? [condition.window] : [];
};

const epoch: Instant = '1970-01-01T00:00:00.000Z';

/** A step that was never reached, or an account that is not enrolled, has no beginning: everything counts. */
const startOf = (window: Window, { now, enrollment }: WindowContext): Instant => {
  switch (window.kind) {
    case 'sinceEnrollment':
      return enrollment?.anchoredAt ?? epoch;
    case 'sinceStep':
      return enrollment?.steps[window.step] ?? enrollment?.anchoredAt ?? epoch;
    case 'within':
      return plusSeconds(now, -window.days * 86_400);
    case 'ever':
      return epoch;
  }
};

const usageIn = (window: Window, context: EvaluationContext): UsageMark[] => {
  const start = startOf(window, context);
  return context.usage.filter(mark => mark.at >= start && mark.at <= context.now);
};

const countOf = (event: string, window: Window, context: EvaluationContext): number =>
  usageIn(window, context).filter(mark => mark.event === event).length;

const featuresUsed = (
  features: Readonly<Record<string, string>>,
  window: Window,
  context: EvaluationContext,
): number => {
  const seen = new Set(usageIn(window, context).map(mark => mark.event));
  return Object.values(features).filter(event => seen.has(event)).length;
};

/** A missing value passes no comparison but `missing` and `isNot`; numbers and dates compare only with their like. */
const compare = (actual: Scalar | undefined, comparison: Comparison, expected: Scalar | readonly Scalar[]): boolean => {
  const missing = actual === undefined || actual === null;
  switch (comparison) {
    case 'exists':
      return !missing;
    case 'missing':
      return missing;
    case 'is':
      return !missing && actual === expected;
    case 'isNot':
      return missing || actual !== expected;
    case 'in':
      return !missing && Array.isArray(expected) && expected.includes(actual);
    default:
      return ordered(actual, expected) && ordering[comparison](actual, expected);
  }
};

const ordered = (actual: unknown, expected: unknown): boolean =>
  actual !== null &&
  expected !== null &&
  typeof actual === typeof expected &&
  (typeof actual === 'number' || typeof actual === 'string');

type Ordered = Scalar | readonly Scalar[] | undefined;
const ordering: Record<'above' | 'below' | 'atLeast' | 'atMost', (actual: Ordered, expected: Ordered) => boolean> = {
  above: (actual, expected) => (actual as number) > (expected as number),
  below: (actual, expected) => (actual as number) < (expected as number),
  atLeast: (actual, expected) => (actual as number) >= (expected as number),
  atMost: (actual, expected) => (actual as number) <= (expected as number),
};
