import type { Fraction } from '../account/health-inputs.ts';
import type { RecurringRevenue } from '../account/recurring-revenue.ts';
import type { Task } from '../account/task.ts';
import type { HealthBand } from '../definition/health-model.ts';
import type { HeldOutBy } from '../definition/lots.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Month } from './month.ts';

/** One account's input to the business report: plain data, nothing personal. */
export interface AccountFacts {
  account: string;
  /** Current attributes of the account; absent if unset. */
  plan?: string;
  touchModel?: string;
  stage?: string;
  /** Date or instant of the next renewal, or of the renewal that was due when the account left. */
  renewalAt?: string;
  /** Time of its `Account Created` event; absent for accounts that existed before. */
  createdAt?: Instant;
  /** First use of a key feature. */
  firstUsedAt?: Instant;
  /** In order of time. */
  revenue: readonly RecurringRevenue[];
  /** Times of contract renewals, in order. */
  renewedAt: readonly Instant[];
  /** Payment times of cycle invoices without a period, in order; absent if there are none. */
  unknownPeriodAt?: readonly Instant[];
  /** Times of `subscription.canceled`, in order. */
  canceledAt: readonly Instant[];
  /** In order of time. */
  answers: readonly SurveyAnswered[];
  /** Key features in use, as a part of all of them, from the last score with data in each month. */
  adoption: Readonly<Record<Month, Fraction>>;
  /** Changes of the health band, in order of time. */
  bands: readonly { at: Instant; band: HealthBand | null }[];
  tasks: readonly TaskFacts[];
  /** Enrollments in journeys with a holdout or an experiment, in order of time; absent if there are none. */
  compared?: readonly ComparedFacts[];
}

/** An enrollment that counts in comparisons: its group, and its result. */
export interface ComparedFacts {
  journey: string;
  startedAt: Instant;
  endedAt?: Instant;
  heldOut?: HeldOutBy;
  /** The arms it took, by step. */
  took: Readonly<Record<string, string>>;
  /** Whether it reached the goal; absent while it is active, or if it failed. */
  reached?: boolean;
}

export const surveys = ['nps', 'csat', 'ces'] as const;
export type Survey = (typeof surveys)[number];

export interface SurveyAnswered {
  survey: Survey;
  at: Instant;
  score: number;
}

/** The parts of a task that count in the team's figures. */
export type TaskFacts = Pick<Task, 'journey' | 'reason' | 'owner' | 'status' | 'openedAt'> & {
  /** When its service level was missed; `formerOwner`: its owner then. */
  breachedAt?: Instant;
  formerOwner?: string;
  /** Id of its playbook. */
  playbook?: string;
  /** Absent while it is open, and if it was resolved automatically. */
  outcome?: { code: string; by: string; at: Instant; minutes?: number };
};
