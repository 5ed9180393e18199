import type { Audience } from '../../definition/audience.ts';
import type { Condition, Value } from '../../definition/condition.ts';
import type { PlaybookUse } from '../../definition/playbook.ts';
import type { Step } from '../../definition/step.ts';
import type { StepBase } from '../../definition/step-base.ts';
import type { Severity, TaskType } from '../../definition/task.ts';
import type { Duration } from '../../kernel/duration.ts';
import type { Scalar } from '../../kernel/scalar.ts';
import type { EventTrigger } from '../../triggers/event/trigger.ts';

declare module '../../definition/step.ts' {
  interface StepKinds {
    escalate: EscalateStep;
  }
}

/** Opens a task for the account's owner. With branches the journey waits for its outcome or for the breach of `sla`. */
export interface EscalateStep extends StepBase {
  kind: 'escalate';
  type: TaskType;
  severity: Severity;
  /** Severity when the condition holds, instead of `severity`. */
  raised?: { when: Condition; severity: Severity };
  sla: Duration;
  /** The pool whose members get the task, rather than the account's owner. */
  to?: string;
  /** The advice for the owner, in one phrase: the step's own, or that of its playbook. */
  play: string;
  /** The contact to call. */
  contact?: Audience;
  /** How to do it, step by step. */
  playbook?: PlaybookUse;
  /** Facts shown to the owner: label to value. */
  evidence: Readonly<Record<string, Value>>;
  /** Threshold and time window of a fact, by its label. */
  measures?: Readonly<Record<string, { threshold?: Scalar; window?: string }>>;
  /** Opens the task as soon as one of these events happens, wherever the enrollment is. */
  early: readonly EventTrigger[];
  /** Exits that come with the cause of the task leave it open, with that reason. */
  outlives?: Outlives;
  /** Steps by outcome code, or `breached`. Empty: the journey does not wait. */
  then: Readonly<Record<string, readonly Step[]>>;
}

export interface Outlives {
  exits: readonly EventTrigger[];
  /** The task's reason from then on, in words. */
  reason: string;
}
