import type { Instant } from '../kernel/instant.ts';

/**
 * A customer's goals with their dates. Titles and owners are the customer's own words: they stay in the plan's row, and
 * never travel in events, executions, or logs.
 */
export interface SuccessPlan {
  /** When it was said: the latest plan counts, whichever arrives first. */
  at: Instant;
  /** Id of the message that said it; of two plans of the same instant the one whose id sorts last counts. */
  message: string;
  goals: readonly PlanGoal[];
}

export interface PlanGoal {
  /** Letters, digits, `-` and `_`: it is told in events, so it must be no words of the customer. */
  id: string;
  title?: string;
  /** The contact or CSM that pursues it. */
  owner?: string;
  /** The metric of progress, such as `adoption` or `count:Report Shared`; without a target it measures nothing. */
  metric?: string;
  /** The target of the metric: of `adoption` a share of 1, else a number. */
  target?: number;
  /** A date, or an instant, as it was said. */
  dueAt?: string;
  /** When it was reached, where the plan says so. */
  reachedAt?: string;
  milestones?: readonly PlanMilestone[];
}

export interface PlanMilestone {
  id: string;
  title?: string;
  dueAt?: string;
  doneAt?: string;
}

/** Sorts plans of an account by their age. */
export const ageOfPlan = ({ at, message }: Pick<SuccessPlan, 'at' | 'message'>): string => `${at} ${message}`;

/** The later one. */
export const latestPlan = (one: SuccessPlan | undefined, other: SuccessPlan): SuccessPlan =>
  one && ageOfPlan(one) >= ageOfPlan(other) ? one : other;
