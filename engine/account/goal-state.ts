import type { Instant } from '../kernel/instant.ts';

/** How a goal of a success plan stands, as it was judged last. */
export interface GoalState {
  is: 'open' | 'reached' | 'missed';
  /** When it was reached, or found to be missed. */
  at?: Instant;
  /** Metric and target that it was measured by: others begin anew. */
  rule: string;
  /** When the goal was set: what is counted, counts since then. */
  since: Instant;
  /** As its metric was measured last. */
  measured?: MeasuredGoal;
  /** The total of events before `until`, which are not counted again. */
  counted?: { until: Instant; count: number };
  /** When the metric first came to its target. */
  metAt?: Instant;
  /** Its day or a milestone's has passed, or its progress is less than a steady pace gives. */
  behind?: true;
}

/** By goal. */
export type GoalStates = Readonly<Record<string, GoalState>>;

export interface MeasuredGoal {
  value: number;
  /** Its denominator, where it is a share. */
  of?: number;
}
