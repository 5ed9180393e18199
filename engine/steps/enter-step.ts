import type { AccountSnapshot } from '../account/account.ts';
import { type Enrollment, isOver } from '../account/enrollment.ts';
import type { TouchReason } from '../account/timeline.ts';
import { holds } from '../conditions/evaluate-condition.ts';
import { countsBack, isDelay } from '../definition/anchor.ts';
import { wakeAt } from '../definition/calendar.ts';
import type { Wake } from '../definition/step-call.ts';
import { type Instant, plusSeconds, type Second, toSecond } from '../kernel/instant.ts';
import { type AnyCall, conditionsOf, contextOf, findEnrollment, stepKey, wakeContext } from './step-frame.ts';
import { wasMissed } from './was-missed.ts';

/**
 * The outcome of entering a step.
 * - `exited`: the enrollment is over; answer `exitedResult` and do nothing.
 * - `done`: an earlier try of the same call did it; answer `finishStep(...).result` and write nothing.
 */
export type StepEntry =
  | 'exited'
  | 'done'
  | 'go'
  | { skip: Extract<TouchReason, 'past-date' | 'condition' | 'holdout'> }
  | { holdUntil: Second; reason: 'rescheduled' };

/** A step at its turn, of an enrollment that has not done it. */
export interface StepQuestion {
  call: AnyCall;
  enrollment: Enrollment;
  snapshot: AccountSnapshot;
  now: Instant;
}

export interface StepGate {
  name: 'in-journey' | 'due-date' | 'missed' | 'when' | 'unless';
  ask(question: StepQuestion): Exclude<StepEntry, 'done'>;
}

/** The gates of every step, in order: the first that does not answer `go` decides. */
export const stepGates: readonly StepGate[] = [
  { name: 'in-journey', ask: ({ enrollment }) => (isOver(enrollment) ? 'exited' : 'go') },
  {
    name: 'due-date',
    ask: question => {
      const early = holdUntil(question);
      return early ? { holdUntil: early, reason: 'rescheduled' } : 'go';
    },
  },
  { name: 'missed', ask: question => (isPast(question) ? { skip: 'past-date' } : 'go') },
  {
    name: 'when',
    ask: ({ call, snapshot, now }) => {
      const { when } = conditionsOf(call);
      return when && !holds(when, contextOf(call, snapshot, now)) ? { skip: 'condition' } : 'go';
    },
  },
  {
    name: 'unless',
    ask: ({ call, snapshot, now }) => {
      const { unless } = conditionsOf(call);
      return unless && holds(unless, contextOf(call, snapshot, now)) ? { skip: 'condition' } : 'go';
    },
  },
];

export const enterStep = (call: AnyCall, snapshot: AccountSnapshot, now: Instant): StepEntry => {
  const enrollment = findEnrollment(call, snapshot);
  if (enrollment?.steps[stepKey(call)]) return 'done';
  if (enrollment === undefined) return 'exited';
  for (const gate of stepGates) {
    const answer = gate.ask({ call, enrollment, snapshot, now });
    if (answer !== 'go') return answer;
  }
  return 'go';
};

/** When the step is due by the facts of now; undefined where it has no date of its own. */
export const dueTime = ({ call, enrollment, snapshot }: Omit<StepQuestion, 'now'>): Second | undefined =>
  dueOf(calendarWake('due' in call ? call.due : undefined), { call, enrollment, snapshot });

/** A wake-up may come early by the rounding of a timeout; more than this means that its date moved. */
const earlySeconds = 60;

const dueOf = (wake: Wake | undefined, { call, enrollment, snapshot }: Omit<StepQuestion, 'now'>): Second | undefined =>
  wake && wakeAt(wake, wakeContext(snapshot, enrollment, call.policy, enrollment.startedAt));

/** Calendar waits only: a duration after the step before it cannot move. */
const calendarWake = (wake: Wake | undefined): Wake | undefined => (isDelay(wake) ? undefined : wake);

const lateDateSeconds = 3600;

/**
 * How long a step waits for an unknown date that it counts back from; undefined where it does not. Who tells of the date
 * may be later than who tells of what it belongs to: a product that starts a trial is quicker than the payment processor
 * that knows when it ends. So a new enrollment waits for an hour.
 */
export const dateAwaitedUntil = (question: Omit<StepQuestion, 'now'>): Second | undefined =>
  'due' in question.call && countsBack(question.call.due) && dueTime(question) === undefined
    ? toSecond(plusSeconds(question.enrollment.startedAt, lateDateSeconds))
    : undefined;

const holdUntil = (question: StepQuestion): Second | undefined => {
  const { call, now } = question;
  const due =
    dueOf('due' in call && countsBack(call.due) ? call.due : undefined, question) ?? dateAwaitedUntil(question);
  return due && due > toSecond(plusSeconds(now, earlySeconds)) ? due : undefined;
};

/** Had the step's time passed when the enrollment began, or when its date moved? Of several missed stages only the latest may go. */
const isPast = (question: StepQuestion): boolean => {
  const { call, enrollment } = question;
  const wake = calendarWake('due' in call ? call.due : undefined);
  if (wake === undefined) return false;
  const due = dueOf(wake, question);
  if (due === undefined) return true;
  if (!wasMissed(due, wake, enrollment)) return false;
  const policy = ('missed' in call.step ? call.step.missed : undefined) ?? call.policy.missed;
  if (policy === 'skip') return true;
  const later = calendarWake('supersededBy' in call ? call.supersededBy : undefined);
  const laterDue = dueOf(later, question);
  return later !== undefined && laterDue !== undefined && wasMissed(laterDue, later, enrollment);
};
