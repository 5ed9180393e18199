import type { Instant } from '../kernel/instant.ts';

/** The last judged state of a success plan's goal. */
export interface GoalState {
  is: 'open' | 'reached' | 'missed';
  /** When it was reached, or found to be missed. */
  at?: Instant;
  /** Metric and target that it was measured by. If they change, measuring starts over. */
  rule: string;
  /** When the goal was set; counts begin then. */
  since: Instant;
  /** Last measurement of its metric. */
  measured?: MeasuredGoal;
  /** The total of events before `until`, which are not counted again. */
  counted?: { until: Instant; count: number };
  /** When the metric first reached its target. */
  metAt?: Instant;
  /** Its due date or a milestone's has passed, or its progress is behind a steady pace. */
  behind?: true;
}

/** By goal. */
export type GoalStates = Readonly<Record<string, GoalState>>;

export interface MeasuredGoal {
  value: number;
  /** Its denominator, if it is a share. */
  of?: number;
}
