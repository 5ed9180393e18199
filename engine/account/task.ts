import type { Audience } from '../definition/audience.ts';
import type { PlaybookUse } from '../definition/playbook.ts';
import type { Severity, TaskOutcome, TaskType } from '../definition/task.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Money } from '../kernel/money.ts';
import type { Scalar } from '../kernel/scalar.ts';
import type { Outlives } from '../steps/escalate/step.ts';

/** Cause of a task's revision. A raised severity, an ended snooze and a new owner ask for attention again. */
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
  /** How to do it, as its step says. */
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
  /** `minutes`: how long it took, where that was said. */
  outcome?: { code: TaskOutcome; by: string; at: Instant; minutes?: number };
  /** The company's name when the task was opened. */
  accountName?: string;
  /** To be read about in the owner's Monday digest, with no interruption before. */
  inDigest?: true;
  /** The signal that opened it, by its journey: when it clears, there is nothing left to do. */
  signal?: string;
  /** As its step says. */
  outlives?: Outlives;
  /** Its reason since it outlived its enrollment, in words; until then, `reason`. */
  because?: string;
  /** Its journey waits for the outcome, or until it is due. */
  awaited?: true;
  /** When a service level was missed. It goes to the lead once, and no further. */
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

/** Lists of an owner's tasks: to be taken up at once, told in the digest, resolved. */
export const taskLists = ['now', 'digest', 'done'] as const;
export type TaskList = (typeof taskLists)[number];

/** The inputs of a task's rank in its owner's lists. */
export type TaskPlace = Pick<Task, 'owner' | 'status' | 'inDigest' | 'dueAt' | 'outcome' | 'account' | 'id'>;

export const taskList = ({ status, inDigest }: TaskPlace): TaskList =>
  status === 'resolved' ? 'done' : inDigest ? 'digest' : 'now';

/** By which the list is in order. */
export const taskTime = ({ outcome, dueAt }: TaskPlace): Instant => outcome?.at ?? dueAt;

export interface Evidence {
  fact: string;
  value: Scalar;
  /** The threshold of the value. */
  threshold?: Scalar;
  /** The time that it is about, in words: `3 weeks`. */
  window?: string;
  /** The value is money. */
  money?: Omit<Money, 'amount'>;
}
