import type { Scalar } from '../kernel/scalar.ts';
import type { EventTrigger } from '../triggers/event/trigger.ts';
import type { Comparison } from './comparison.ts';

/** Since when usage counts. `within` is that many times 24 hours before now. */
export type Window =
  | { kind: 'sinceEnrollment' }
  | { kind: 'sinceStep'; step: string }
  | { kind: 'within'; days: number }
  | { kind: 'ever' };

/** How two numbers compare. */
export type AmountComparison = 'above' | 'below' | 'atLeast' | 'atMost' | 'is';
export type ShareComparison = Exclude<AmountComparison, 'is'>;

/** Key features: name to the event that uses it. */
export type KeyFeatures = Readonly<Record<string, string>>;

/** Usage counted over a window. */
export type Quantity =
  /** How often any of these events happened. */
  | { of: 'events'; events: readonly EventTrigger[] }
  /** How often any of the key features was used. */
  | { of: 'featureUse'; features: KeyFeatures }
  /** How many different users did any of these events. */
  | { of: 'users'; events: readonly EventTrigger[] }
  /** How many different users did anything but the events of `except`, which happen to a user. */
  | { of: 'activeUsers'; except: readonly string[] };

/** A number that events of one kind carry in a field. */
export interface Reading {
  take: 'latest' | 'mean';
  event: EventTrigger;
  field: string;
  window: Window;
}

/** A share of `basisPoints`: 2000 is 20 %. Shares compare as integers, so that 2 of 8 is not below 25 %. */
export interface ShareTest {
  comparison: ShareComparison;
  basisPoints: number;
}

/**
 * An expression tree, never a closure: the same tree is evaluated by handlers, checked, and described in English.
 * It carries all that its evaluation needs (the events behind a feature, say), so that an enrollment keeps the
 * catalog it started with.
 */
export type Condition =
  | { kind: 'attribute'; name: string; comparison: Comparison; value: Scalar | readonly Scalar[] }
  /** A field of the event that enrolled the account. */
  | { kind: 'trigger'; field: string; comparison: Comparison; value: Scalar | readonly Scalar[] }
  | { kind: 'used'; feature: string; event: string; window: Window }
  | { kind: 'count'; event: string; window: Window; comparison: AmountComparison; value: number }
  | { kind: 'amount'; quantity: Quantity; window: Window; comparison: AmountComparison; value: number }
  /** Share of the key features used: `used * 10000 < basisPoints * features`. */
  | ({ kind: 'adoption'; features: KeyFeatures; window: Window } & ShareTest)
  /** The last `days` as a share of as many before them, where those came to `least` or more. */
  | ({ kind: 'trend'; quantity: Quantity; days: number; least: number } & ShareTest)
  | ({ kind: 'reading'; comparison: AmountComparison; value: number } & Reading)
  /** Some key feature has been used for `days` by one user and no other, while others use the product. */
  | { kind: 'soleFeature'; features: KeyFeatures; days: number; except: readonly string[] }
  /** The attribute was last set at least `days` ago. */
  | { kind: 'unchanged'; name: string; days: number }
  /** The date in the attribute is on one of that many calendar days from today, or it is past. */
  | { kind: 'dated'; name: string; is: 'dueWithin' | 'past'; days: number }
  /** Users with a seat, as a share of the seats bought. `events` assign seats and revoke them. */
  | ({ kind: 'seats'; events: readonly string[] } & ShareTest)
  /** Each of the last `weeks` had fewer user-days than the week before by the share or more, beginning from `least`. */
  | { kind: 'consecutiveDrops'; event: string; weeks: number; basisPoints: number; least: number }
  /** Each of the last `weeks` had at most the share of the mean of the `baselineWeeks` before them, a mean of `least` or more. */
  | {
      kind: 'sustainedBelowBaseline';
      event: string;
      weeks: number;
      baselineWeeks: number;
      basisPoints: number;
      least: number;
    }
  /** No user activity for `days`, in an account known for `knownDays`. Events of `except` happen to a user and do not count. */
  | { kind: 'silence'; days: number; knownDays: number; except: readonly string[] }
  /** A goal of the account's success plan, by the attributes that hold its target date and when it was reached. */
  | {
      kind: 'goal';
      goal: string;
      is: 'reached' | 'overdue' | 'dueWithin';
      days: number;
      target: string;
      reached: string;
      /** The event that reaches it, where one does. */
      event?: string;
    }
  /** How the account's success plan stands. `events` reach goals of the catalog. */
  | { kind: 'successPlan'; is: 'behind'; events: readonly string[] }
  | { kind: 'successPlan'; is: 'reached'; goal: string; events: readonly string[] }
  /** Is a task of this type open for the account, and since `days` or longer where it says so? */
  | { kind: 'openTask'; type: string; days?: number }
  /** Where the account is in its lifecycle. */
  | { kind: 'stage'; comparison: Comparison; value: Scalar | readonly Scalar[] }
  /** The account is in that stage, or has ever been. */
  | { kind: 'stageEver'; stage: string }
  /** Whole days, of 24 hours, that it has been there. */
  | { kind: 'stageDays'; comparison: AmountComparison; value: number }
  /** A named condition of the catalog, with its definition. */
  | { kind: 'segment'; name: string; of: Condition }
  | { kind: 'all'; of: readonly Condition[] }
  | { kind: 'any'; of: readonly Condition[] }
  | { kind: 'not'; of: Condition };

/** A whole number that is counted over a window. */
export type Figure =
  | { kind: 'eventCount'; event: string; window: Window }
  /** Number of key features used. */
  | { kind: 'featuresUsed'; features: KeyFeatures; window: Window }
  | { kind: 'amount'; quantity: Quantity; window: Window };

/** A template variable, evaluated when the touch is rendered. */
export type Value =
  | { kind: 'literal'; value: Scalar }
  /** A text by locale, with English among them: only in the `data` of touches, which are rendered for one reader. */
  | { kind: 'localized'; texts: Readonly<Record<string, string>> }
  | { kind: 'triggerField'; field: string }
  | { kind: 'accountAttribute'; name: string }
  /** A lookup by the value of an account attribute. */
  | { kind: 'byAttribute'; name: string; table: Readonly<Record<string, Scalar>> }
  | Figure
  /** The median of a figure over the accounts of the same plan; only in the data of touches, which alone read it. */
  | { kind: 'median'; of: Figure }
  /** By how many percent the last `days` differ from as many before them. */
  | { kind: 'change'; quantity: Quantity; days: number }
  | ({ kind: 'reading' } & Reading)
  /** User-days of an event in a complete ISO week of the account's zone; 1 is the last one. */
  | { kind: 'weeklyUserDays'; event: string; weeksAgo: number }
  /** Unused key features, at most `atMost`, separated by commas. */
  | { kind: 'unusedFeatures'; features: KeyFeatures; window: Window; atMost: number }
  /** The least used key feature; among several unused ones, not the one that the enrollment was told last time. */
  | { kind: 'leastUsedFeature'; features: KeyFeatures; window: Window }
  /** The key feature of the condition of that name. */
  | { kind: 'soleFeature'; features: KeyFeatures; days: number; except: readonly string[] }
  /** Id of its only user. */
  | { kind: 'soleUser'; features: KeyFeatures; days: number; except: readonly string[] }
  | { kind: 'seatsUsed' }
  | { kind: 'seatsTotal' }
  | { kind: 'stage' }
  | { kind: 'stageDays' };

/** A comparison, composed of no others. */
export type ConditionLeaf = Exclude<Condition, { kind: 'all' | 'any' | 'not' | 'segment' }>;

/** A named condition. */
export type SegmentCondition = Extract<Condition, { kind: 'segment' }>;

type Leaf<Kind extends ConditionLeaf['kind']> = Extract<ConditionLeaf, { kind: Kind }>;
type ValueAs<Kind extends Value['kind']> = Extract<Value, { kind: Kind }>;

/** The comparisons that a condition is composed of. */
export const leavesOf = (condition: Condition): ConditionLeaf[] => {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.of.flatMap(leavesOf);
    case 'not':
    case 'segment':
      return leavesOf(condition.of);
    default:
      return [condition];
  }
};

/** Of these comparisons, those that hold whenever the condition holds. */
export const impliedLeaves = (condition: Condition): ConditionLeaf[] => {
  switch (condition.kind) {
    case 'all':
      return condition.of.flatMap(impliedLeaves);
    case 'segment':
      return impliedLeaves(condition.of);
    case 'any':
    case 'not':
      return [];
    default:
      return [condition];
  }
};

export const comparesAttribute = (leaf: ConditionLeaf): leaf is Leaf<'attribute'> => leaf.kind === 'attribute';

/** Does it read a number that events carry? */
export const isReading = (of: ConditionLeaf | Value): of is Leaf<'reading'> | ValueAs<'reading'> =>
  of.kind === 'reading';

/** How many times 24 hours a window goes back from now, where it does. */
export const windowDays = (window: Window): number | undefined => (window.kind === 'within' ? window.days : undefined);

/** The step since which usage counts in a window, where it is one. */
export const windowStep = (window: Window): string | undefined =>
  window.kind === 'sinceStep' ? window.step : undefined;

/** Does it look at where the account is in its lifecycle? */
export const readsStage = ({ kind }: ConditionLeaf): boolean => ['stage', 'stageDays', 'stageEver'].includes(kind);

/** The stages that it compares with. */
export const stagesNamed = (leaf: ConditionLeaf): Scalar[] => {
  if (leaf.kind === 'stage') return [leaf.value].flat();
  return leaf.kind === 'stageEver' ? [leaf.stage] : [];
};

/** The part of an enrollment that it reads, if any: its event, or its start. */
export const readsOfEnrollment = (leaf: ConditionLeaf): 'event' | 'beginning' | undefined => {
  if (leaf.kind === 'trigger') return 'event';
  const window = 'window' in leaf ? leaf.window.kind : undefined;
  return window === 'sinceEnrollment' || window === 'sinceStep' ? 'beginning' : undefined;
};

export const isFigure = (value: Value): value is Figure => Object.hasOwn(figures, value.kind);

const figures: Readonly<Record<Figure['kind'], true>> = { eventCount: true, featuresUsed: true, amount: true };

/** The figure whose median the value is, where it is one. */
export const figureCompared = (value: Value): Figure | undefined => (value.kind === 'median' ? value.of : undefined);

export const isTranslated = (value: Value): value is ValueAs<'localized'> => value.kind === 'localized';

export const isLiteral = (value: Value): value is ValueAs<'literal'> => value.kind === 'literal';

/** The account attribute that the value is, where it is one. */
export const attributeNamed = (value: Value): string | undefined =>
  value.kind === 'accountAttribute' ? value.name : undefined;

export const isTriggerField = (value: Value): value is ValueAs<'triggerField'> => value.kind === 'triggerField';
