import type { Audience } from '../definition/audience.ts';
import type { PlaybookUse } from '../definition/playbook.ts';
import type { Severity, TaskOutcome, TaskType } from '../definition/task.ts';
import type { Instant } from '../kernel/instant.ts';
import type { MoneyUnit } from '../kernel/money.ts';
import type { Scalar } from '../kernel/scalar.ts';
import type { Outlives } from '../steps/escalate/step.ts';

/** Cause of a task's revision. A raised severity, an ended snooze and a new owner need attention again. */
export type TaskChange =
  | 'opened'
  | 'updated'
  | 'raised'
  | 'woken'
  | 'acknowledged'
  | 'snoozed'
  | 'ticked'
  | 'resolved'
  | 'auto-resolved'
  | 'breached'
  | 'reassigned';

/** An escalation's record, owned by a CSM. One is open per account, type and reason. */
export interface Task {
  /** `<type>.<reason>.<hash>`: the same escalation always opens the same task. */
  id: string;
  account: string;
  journey: string;
  enrollment: string;
  type: TaskType;
  /** Step id of the escalation. */
  reason: string;
  severity: Severity;
  owner: string;
  assignedBy: 'account' | 'delegate' | 'pool' | 'nobody' | 'lead' | 'hand';
  /** The pool that its step names: it does not follow the account's owner. */
  to?: string;
  status: 'open' | 'acknowledged' | 'snoozed' | 'resolved';
  openedAt: Instant;
  acknowledgeBy: Instant;
  dueAt: Instant;
  evidence: readonly Evidence[];
  play: string;
  /** The playbook that its step names. */
  playbook?: PlaybookUse;
  /** The contact to call, by role: resolved when the task is shown. */
  contact?: Audience;
  /** Steps of the playbook that are done, in order. */
  ticked?: readonly Tick[];
  /** Yearly revenue of the account, in its own currency unit. */
  arrAtStake: number | null;
  /** Ids of the signals that opened or updated it. */
  signals: readonly string[];
  snoozedUntil?: Instant;
  /** `minutes`: how long it took, if reported. */
  outcome?: { code: TaskOutcome; by: string; at: Instant; minutes?: number };
  /** The company's name when the task was opened. */
  accountName?: string;
  /** Listed only in the owner's Monday digest. */
  inDigest?: true;
  /** The journey of the signal that opened it: when the signal clears, nothing is left to do. */
  signal?: string;
  /** The `outlives` option of its step. */
  outlives?: Outlives;
  /** Its reason since it outlived its enrollment, in words; until then, `reason`. */
  because?: string;
  /** Its journey waits for the outcome, or until it is due. */
  awaited?: true;
  /** When its SLA was missed. It then goes to the lead, and no further. */
  breachedAt?: Instant;
  /** The owner before it was escalated to the lead, who still sees it. */
  formerOwner?: string;
  /** The latest action of a person on it. */
  acted?: TaskAct;
  /** The cause of this revision. */
  change?: TaskChange;
  revision: number;
}

/** An action of a person on a task: `revision` is the one that it made. */
export interface TaskAct {
  /** `acknowledged`, `snoozed`, `ticked`, `reassigned` or `resolved`. */
  action: string;
  by: string;
  at: Instant;
  revision: number;
}

/** A step of a playbook that a person did. */
export interface Tick {
  step: string;
  by: string;
  at: Instant;
}

/** Lists of an owner's tasks: to start on at once, in the digest only, resolved. */
export const taskLists = ['now', 'digest', 'done'] as const;
export type TaskList = (typeof taskLists)[number];

/** The fields that determine a task's place in its owner's lists. */
export type TaskPlace = Pick<Task, 'owner' | 'status' | 'inDigest' | 'dueAt' | 'outcome' | 'account' | 'id'>;

export const taskList = ({ status, inDigest }: TaskPlace): TaskList =>
  status === 'resolved' ? 'done' : inDigest ? 'digest' : 'now';

/** The time by which a list is ordered. */
export const taskTime = ({ outcome, dueAt }: TaskPlace): Instant => outcome?.at ?? dueAt;

export interface Evidence {
  fact: string;
  value: Scalar;
  /** The threshold of the value. */
  threshold?: Scalar;
  /** The time that it is about, in words: `3 weeks`. */
  window?: string;
  /** The value is money. */
  money?: MoneyUnit;
}
