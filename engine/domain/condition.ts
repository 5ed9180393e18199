/** The only values that events, attributes and conditions compare. */
export type Scalar = string | number | boolean | null;

export type Comparison = 'is' | 'isNot' | 'in' | 'above' | 'below' | 'atLeast' | 'atMost' | 'exists' | 'missing';

/** Since when usage counts. `within` is that many times 24 hours before now. */
export type Window =
  | { kind: 'sinceEnrollment' }
  | { kind: 'sinceStep'; step: string }
  | { kind: 'within'; days: number }
  | { kind: 'ever' };

/**
 * An expression tree, never a closure: the same tree is evaluated by the handlers, checked, and told in English.
 * It carries all that its evaluation needs (the events behind a feature, say), so that an enrollment keeps the
 * catalog it started with.
 */
export type Condition =
  | { kind: 'attribute'; name: string; comparison: Comparison; value: Scalar | readonly Scalar[] }
  /** A field of the event that enrolled the account. */
  | { kind: 'trigger'; field: string; comparison: Comparison; value: Scalar | readonly Scalar[] }
  | { kind: 'used'; feature: string; event: string; window: Window }
  | {
      kind: 'count';
      event: string;
      window: Window;
      comparison: 'above' | 'below' | 'atLeast' | 'atMost' | 'is';
      value: number;
    }
  /** Share of the key features used. `basisPoints`: 2000 is 20 %; compared as `used * 10000 < basisPoints * features`. */
  | {
      kind: 'adoption';
      features: Readonly<Record<string, string>>;
      window: Window;
      comparison: 'above' | 'below' | 'atLeast' | 'atMost';
      basisPoints: number;
    }
  /** Is a task of this type open for the account? */
  | { kind: 'openTask'; type: string }
  | { kind: 'all'; of: readonly Condition[] }
  | { kind: 'any'; of: readonly Condition[] }
  | { kind: 'not'; of: Condition };

/** What a template variable is made of when the touch is rendered. */
export type Value =
  | { kind: 'literal'; value: Scalar }
  | { kind: 'triggerField'; field: string }
  | { kind: 'accountAttribute'; name: string }
  | { kind: 'eventCount'; event: string; window: Window }
  /** Number of key features used. */
  | { kind: 'featuresUsed'; features: Readonly<Record<string, string>>; window: Window };
