import type { Instant } from '../kernel/instant.ts';

/**
 * A customer's goals with their dates. Titles and owners are the customer's own text: they stay in the plan's row, and
 * never appear in events, executions, or logs.
 */
export interface SuccessPlan {
  /** Time of the plan: the latest plan wins, whichever arrives first. */
  at: Instant;
  /** Id of the plan's message; of two plans of the same instant, the one whose id sorts last wins. */
  message: string;
  goals: readonly PlanGoal[];
}

export interface PlanGoal {
  /** Letters, digits, `-` and `_`: it appears in events, so it must not be the customer's own text. */
  id: string;
  title?: string;
  /** The contact or CSM that pursues it. */
  owner?: string;
  /** The metric of progress, such as `adoption` or `count:Report Shared`; without a target it measures nothing. */
  metric?: string;
  /** The target of the metric: for `adoption` a share from 0 to 1, otherwise a number. */
  target?: number;
  /** A date, or an instant, as sent. */
  dueAt?: string;
  /** When it was reached, if the plan says so. */
  reachedAt?: string;
  milestones?: readonly PlanMilestone[];
}

export interface PlanMilestone {
  id: string;
  title?: string;
  dueAt?: string;
  doneAt?: string;
}

/** Sort key of an account's plans: later plans sort last. */
export const ageOfPlan = ({ at, message }: Pick<SuccessPlan, 'at' | 'message'>): string => `${at} ${message}`;

/** The later of two plans. */
export const latestPlan = (one: SuccessPlan | undefined, other: SuccessPlan): SuccessPlan =>
  one && ageOfPlan(one) >= ageOfPlan(other) ? one : other;
