import type { Duration } from '../kernel/duration.ts';
import type { Instant, Second, TimeOfDay } from '../kernel/instant.ts';
import type { BranchStep } from '../steps/branch/step.ts';
import type { EscalateStep } from '../steps/escalate/step.ts';
import type { ExperimentStep } from '../steps/experiment/step.ts';
import type { ShareOfLength } from './anchor.ts';
import type { Condition } from './condition.ts';
import type { MessageClass, Policy } from './policy.ts';
import type { TakenStep, TouchStep } from './step.ts';

/** When a parked enrollment wakes up. */
export type Wake =
  | { kind: 'day'; day: number; plus?: readonly Duration[]; sendAt: TimeOfDay }
  /** `since`: the step that it counts from, if not the previous one. `atMost`: it ends before that one is due. */
  | { kind: 'after'; duration: Duration; since?: string; atMost?: Wake }
  | { kind: 'before'; attribute: string; days: number; plus?: readonly Duration[]; sendAt: TimeOfDay }
  | (ShareOfLength & { sendAt: TimeOfDay });

/** The continuation of a step, with its own wake-up; the step closes the enrollment where none follows. */
export type Next = { kind: 'park'; wake: Wake } | { kind: 'go' } | { kind: 'end' };

/** One thing follows, after every arm; else it depends on the arm. */
export const isNext = (next: Next | Readonly<Record<string, Next>>): next is Next => typeof next.kind === 'string';

/** The enrollment ends with this step. */
export const isEnd = (next: Next): boolean => next.kind === 'end';

/** The wake-up of the wait that follows, where one does. */
export const nextWake = (next: Next): Wake | undefined => (next.kind === 'park' ? next.wake : undefined);

/**
 * The cause of a touch, which decides whether quiet hours hold it: a calendar day, an event that enrolled on day 0 and is
 * answered at once, or anything else.
 */
export type Cause = 'enrollment' | 'calendar' | 'event';

/** The template that a touch was compiled with; its content is found by hash, so that a later edit changes nothing. */
export interface TemplateRef {
  id: string;
  hash: string;
  class: MessageClass;
  /** The topic that a contact may opt out of; absent for transactional templates. */
  topic?: string;
  /** Whether that topic is sent only to contacts that confirmed it. */
  confirmedOnly?: true;
}

/** Payload that every step's TaskState passes to its Lambda function, besides the step itself: literals but for the first five. */
export interface CallFrame {
  account: string;
  enrollment: string;
  generation: number;
  /** The enrollment's anchor: how far back usage must be read is known before anything is. */
  anchoredAt: Instant;
  /** `<step> <edge>` of the waitFor or escalate wait that led here, else an empty string. */
  waited: string;
  journey: { id: string; version: string; title: string };
  /** Position of the step in the journey, in order of writing: orders timeline lines of the same second. */
  order: number;
  /** Iteration of an `every` loop, from 1; 1 outside of loops. */
  iteration: number;
  goal?: Condition;
  policy: Policy;
}

export interface TouchCall extends CallFrame {
  step: TouchStep;
  /** Absent for slack and webhook touches. */
  template?: TemplateRef;
  class: MessageClass;
  cause: Cause;
  /** The touch's own due time, recomputed at the gate: a moved date holds a touch that woke too early. */
  due?: Wake;
  /** Of several missed `before` touches only the latest sends: the next one's due time, where there is one. */
  supersededBy?: Wake;
  /** When the next round of the enclosing loop begins: nothing of this round is sent after that. */
  roundEnds?: Wake;
  next: Next;
}

/** A step that chooses among arms, and the resolution of a wait whose guard failed. */
export interface BranchCall extends CallFrame {
  /** When the step before was done: events before that did not end the wait that is resolved. */
  at: Instant;
  step:
    | BranchStep
    | ExperimentStep
    | { kind: 'resolve'; id: string; wake: Wake; flags: readonly { flag: string; edge: string }[] };
  /** The continuation, by the arm taken. */
  next: Readonly<Record<string, Next>>;
}

export interface TaskCall extends CallFrame {
  step: EscalateStep;
  cause: Cause;
  due?: Wake;
  supersededBy?: Wake;
  next: Next;
}

/**
 * Steps that send nothing. `plan` only computes the next wake-up, where a wait follows a wait, or closes the enrollment;
 * `handOver` ends this execution in favor of one of another version.
 */
export interface StepCall extends CallFrame {
  step: TakenStep | { kind: 'plan'; id: string } | { kind: 'handOver'; id: string };
  next: Next;
}

/** Closes the enrollment after a final wait, whose step has recorded what ended it. */
export const isFinalPlan = ({ step, next }: TouchCall | BranchCall | TaskCall | StepCall): boolean =>
  step.kind === 'plan' && isNext(next) && isEnd(next);

/** A call of one kind of step. */
export type CallOf<Call extends { step: { kind: string } }, Kind extends Call['step']['kind']> = Call & {
  step: Extract<Call['step'], { kind: Kind }>;
};

/** Answer of every step's function. Always strings: an undefined result is a runtime error in JSONata. */
export interface StepResult {
  /** Next wake-up; an empty string when nothing is waited for. */
  until: Second | '';
  /** When the step was done: the anchor of the next steps. Taken before the effect, so that a fast reply falls after it. */
  at: Instant;
  /** The arm taken; an empty string for steps without arms. `exited` when a resolved wait was exited. */
  took: string;
}

/** The input of every execution: ids only, and canonical, so that a repeated start is the same start. */
export interface ExecutionInput {
  account: string;
  enrollment: string;
  generation: number;
  /** When the enrolling event happened. */
  anchoredAt: Instant;
  /** First wake-up, or an empty string. */
  until: Second | '';
  at: Instant;
  /** See `CallFrame.waited`; an empty string at the start. */
  waited: string;
}

/** Values of `StepResult.took` beside the names of arms. No author can write the last two. */
export const specialArms = {
  /** A resolved wait whose enrollment is over. */
  exited: 'exited',
  /** A branch whose own `when` or `unless` does not let it happen, or an escalation with branches that opens no task. */
  skipped: '(skipped)',
  /** A resolved wait that nothing has ended: it parks again with the answer's `until`, and `at` as its anchor. */
  again: '(again)',
} as const;

/** Names of errors that the state machines' Catch and Retry match. Pinned by a test. */
export const stepErrors = {
  /** Interrupts a parked wait: the enrollment was exited. */
  exited: 'Journey.Exited',
  /** Interrupts a parked wait: its date moved. Cause: `{"until": Second, "at"?: Instant}`, `at` being the enrollment's `movedAt`. */
  rescheduled: 'Journey.Rescheduled',
  /** Interrupts a parked wait: the enrollment goes on in another version. */
  migrate: 'Journey.Migrate',
  /** Prefix of the error by which an awaited event other than the first ends a wait. */
  event: 'Journey.Event.',
  /** Thrown by a touch that may not go yet. Its message is the second to try again. */
  held: 'TouchHeld',
  /** Thrown when SES throttles. */
  throttled: 'SesThrottled',
} as const;
