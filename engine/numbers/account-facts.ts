import type { Fraction } from '../account/health-inputs.ts';
import type { RecurringRevenue } from '../account/recurring-revenue.ts';
import type { Task } from '../account/task.ts';
import type { HealthBand } from '../definition/health-model.ts';
import type { HeldOutBy } from '../definition/lots.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Month } from './month.ts';

/** One account's input to the business report: plain data, and nothing personal. */
export interface AccountFacts {
  account: string;
  /** As the account's attributes are now; absent where nothing says. */
  plan?: string;
  touchModel?: string;
  stage?: string;
  /** Date or instant on which the contract renews next, or was to renew when the account left. */
  renewalAt?: string;
  /** When it was created, by `Account Created`; absent for accounts that were there before. */
  createdAt?: Instant;
  /** First use of a key feature. */
  firstUsedAt?: Instant;
  /** In order of time. */
  revenue: readonly RecurringRevenue[];
  /** When contracts were renewed, in order of time. */
  renewedAt: readonly Instant[];
  /** When cycle invoices were paid that say no period, in order of time; absent where there are none. */
  unknownPeriodAt?: readonly Instant[];
  /** When the customer left, by `subscription.canceled`, in order of time. */
  canceledAt: readonly Instant[];
  /** In order of time. */
  answers: readonly SurveyAnswered[];
  /** Key features used, of those that there are, by the last score of each month that knew. */
  adoption: Readonly<Record<Month, Fraction>>;
  /** Since when the account was in each health band, in order of time. */
  bands: readonly { at: Instant; band: HealthBand | null }[];
  tasks: readonly TaskFacts[];
  /** Of journeys with a holdout or an experiment, in order of time; absent where there are none. */
  compared?: readonly ComparedFacts[];
}

/** An enrollment whose goal is compared: who drew it into which group, and what came of it. */
export interface ComparedFacts {
  journey: string;
  startedAt: Instant;
  endedAt?: Instant;
  heldOut?: HeldOutBy;
  /** The arms that it took, by step. */
  took: Readonly<Record<string, string>>;
  /** As it ended; absent where it is under way or failed. */
  reached?: boolean;
}

export const surveys = ['nps', 'csat', 'ces'] as const;
export type Survey = (typeof surveys)[number];

export interface SurveyAnswered {
  survey: Survey;
  at: Instant;
  score: number;
}

/** Of a task, what counts for those who worked on it. */
export type TaskFacts = Pick<Task, 'journey' | 'reason' | 'owner' | 'status' | 'openedAt'> & {
  /** Its owner when its service level was missed, and when that was. */
  breachedAt?: Instant;
  formerOwner?: string;
  /** Id of the playbook that it was worked on by. */
  playbook?: string;
  /** Absent while it is open, and of one that resolved by itself. */
  outcome?: { code: string; by: string; at: Instant; minutes?: number };
};
