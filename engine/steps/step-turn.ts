import type { AccountSnapshot } from '../account/account.ts';
import { type Change, tasksIn } from '../account/change.ts';
import type { Decided, Preparation, Question } from '../account/decision.ts';
import type { Enrollment } from '../account/enrollment.ts';
import type { Task } from '../account/task.ts';
import { type BranchCall, isEnd, isNext, type Next, type StepResult } from '../definition/step-call.ts';
import type { Instant } from '../kernel/instant.ts';
import { enterStep, type StepEntry } from './enter-step.ts';
import { TouchHeld } from './step-errors.ts';
import { type AnyCall, exitedResult, findEnrollment, finishStep, lineOf, stepKey, waitedLines } from './step-frame.ts';

/** The state that a step's turn reads. */
export interface StepSeen {
  snapshot: AccountSnapshot;
  now: Instant;
}

/** An enrollment at a step that it has not done yet. */
export interface Entered<Seen extends StepSeen> {
  seen: Seen;
  enrollment: Enrollment;
  entry: Exclude<StepEntry, 'done'>;
}

/** A step's own part of the rows that end its turn, and of its answer. */
export interface StepPart<Effect> {
  before?: readonly Effect[];
  changes?: readonly Change[];
  effects?: readonly Effect[];
  /** The arm taken, for steps with arms. */
  arm?: string;
  answer?: Partial<StepResult>;
  /** Its changes end the enrollment. */
  exits?: true;
}

type Part<Effect, Asked> = StepPart<Effect> | Question<Asked> | Preparation;

/** The turn of one kind of step, in the frame that all kinds share: `decideStep`. */
export interface StepTurn<Call extends AnyCall, Effect = never, Asked = never, Seen extends StepSeen = StepSeen> {
  go(call: Call, entered: Entered<Seen>): Part<Effect, Asked>;
  /** Its part if a condition, a date or an exit prevents the step. By default, only the skipped step is recorded. */
  blocked?(call: Call, entered: Entered<Seen>): Part<Effect, Asked>;
  /** It reaches people, or leaves something in the account or its timeline: not done for accounts that are held out. */
  acts?: true;
  /** The arm that a skipped step takes. */
  skippedArm?: string;
  /** The arm answered for an enrollment that is over. */
  exitedArm?(call: Call): string;
  /** When the task that is waited for is due. */
  dueWith?(call: Call, tasks: readonly Task[]): Partial<StepResult>;
}

/** A turn outside of the frame, for calls of the machine that are no step of an author. */
export interface OwnTurn<Call extends AnyCall, Effect = never, Seen = StepSeen> {
  decide(call: Call, seen: Seen): Decided<StepResult, Effect>;
}

/** Decides a call's turn, in the frame or outside of it. */
export const decideTurn = <Call extends AnyCall, Effect, Asked, Seen extends StepSeen>(
  turn: StepTurn<Call, Effect, Asked, Seen> | OwnTurn<Call, Effect, Seen>,
  call: Call,
  seen: Seen,
): Decided<StepResult, Effect, Asked> => ('decide' in turn ? turn.decide(call, seen) : decideStep(turn, call, seen));

/**
 * Decides a step's turn. A step that was done answers as before; one whose enrollment is over answers that it exited; else
 * the step's own part and the step's record are one commit, on condition that the enrollment is active.
 * @throws TouchHeld when the date of the step moved later
 */
export const decideStep = <Call extends AnyCall, Effect, Asked, Seen extends StepSeen>(
  turn: StepTurn<Call, Effect, Asked, Seen>,
  call: Call,
  seen: Seen,
): Decided<StepResult, Effect, Asked> => {
  const { snapshot, now } = seen;
  const entry = enterStep(call, snapshot, now);
  const enrollment = findEnrollment(call, snapshot);
  const exitedArm = turn.exitedArm?.(call) ?? '';
  const exited = { ...exitedResult(nextAfter(call, exitedArm), now), took: exitedArm };
  if (enrollment === undefined) return { answer: exited };
  const chosenArm = enrollment.took?.[stepKey(call)];
  if (entry === 'done' && (chosenArm !== undefined || !hasArms(call))) {
    const { result } = finishStep(call, nextAfter(call, chosenArm ?? ''), snapshot, now);
    return { answer: { ...result, ...turn.dueWith?.(call, snapshot.tasks), took: chosenArm ?? '' } };
  }
  // A held-out account waits wherever the others wait, so that all are measured at the same point, but its steps do nothing.
  const withheld = (entry === 'go' || entry === 'done') && isWithheld(turn, enrollment);
  const shut = withheld ? ({ skip: 'holdout' } as const) : entry === 'done' ? 'go' : entry;
  const entered = { seen, enrollment, entry: shut };
  const part =
    shut === 'go' ? turn.go(call, entered) : (turn.blocked?.(call, entered) ?? (withheld ? {} : skipped(turn, shut)));
  if (part && ('ask' in part || 'prepare' in part)) return part;
  const { changes = [], arm = '', answer, exits, ...effects } = part;
  if (entry === 'exited')
    return { ...effects, changes: turn.blocked ? [...changes, recordStep(call, now)] : [], answer: exited };
  const waited = waitedLines(call, snapshot, now).map((line): Change => ({ kind: 'line', line }));
  if (exits) return { ...effects, changes: [...waited, ...changes], answer: exited };
  const closing = closeStep(call, nextAfter(call, arm), snapshot, now, arm);
  const tasks = [...snapshot.tasks, ...tasksIn(changes)];
  return {
    ...effects,
    changes: [...waited, ...changes, ...closing.changes],
    answer: { ...closing.result, ...answer, ...turn.dueWith?.(call, tasks), took: arm },
  };
};

/** Is the step not done, since the account is held out? */
export const isWithheld = (turn: { acts?: true }, { heldOut }: Enrollment): boolean =>
  turn.acts === true && heldOut !== undefined;

/** The default for a step that may not go. */
const skipped = <Effect>(
  { skippedArm = '' }: { skippedArm?: string },
  entry: Exclude<StepEntry, 'done' | 'go'>,
): StepPart<Effect> => {
  if (entry === 'exited') return {};
  if ('holdUntil' in entry) throw new TouchHeld(entry.holdUntil);
  return { arm: skippedArm };
};

/** The rows that end a step's turn. A last step completes the enrollment only if it did not exit meanwhile. */
export const closeStep = (
  call: AnyCall,
  next: Next,
  snapshot: AccountSnapshot,
  now: Instant,
  arm = '',
): { changes: Change[]; result: StepResult } => {
  const { changes, result } = finishStep(call, next, snapshot, now, arm);
  const stillActive: Change[] = isEnd(next) ? [{ kind: 'stillActive', enrollment: call.enrollment }] : [];
  return { changes: [...stillActive, ...changes], result };
};

/** Records only that the step had its turn. */
export const recordStep = (call: AnyCall, now: Instant): Change => ({
  kind: 'advance',
  enrollment: call.enrollment,
  step: stepKey(call),
  at: now,
});

/** The continuation of a step, or of the arm that was taken. @throws Error when the state machine does not know the arm */
export const nextAfter = ({ step, journey, next }: AnyCall, arm: string): Next => {
  if (isNext(next)) return next;
  const follows = next[arm];
  if (follows) return follows;
  throw new Error(
    `Step "${step.id}" of journey "${journey.id}" took "${arm}", but nothing follows it: compile the journey again.`,
  );
};

/** Whether the continuation depends on the arm. */
export const hasArms = ({ next }: AnyCall): boolean => !isNext(next);

/** The part of a step that chose an arm, with the line that names it. */
export const tookArm = (call: BranchCall, now: Instant, arm: string): { arm: string; changes: Change[] } => ({
  arm,
  changes: [{ kind: 'line', line: lineOf(call, now, { type: 'branch', step: call.step.id, took: arm }) }],
});
