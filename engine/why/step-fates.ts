import type { TimelineLine } from '../account/timeline.ts';
import type { Instant } from '../kernel/instant.ts';
import type { AskedAccount } from './asked-account.ts';
import type { EnrollmentReport } from './enrollment-report.ts';
import type { StepAttempt } from './touch-attempts.ts';

/** A step, and the arms that it lies in, from the outside. */
export interface StepSpot {
  step: string;
  inside: readonly { step: string; arm: string }[];
}

/** The outcome of a step in one enrollment. */
export interface StepFate {
  enrollment: string;
  step: string;
  /** Decisions on it, in order of time. */
  attempts: readonly StepAttempt[];
  /**
   * Where nothing was decided: it comes later, it is what the enrollment waits for, the enrollment went through it, as
   * through a wait, or it was never reached.
   */
  state: 'decided' | 'waiting' | 'later' | 'passed' | 'not-reached';
  /** When it is due, or what it comes after. */
  until?: Instant;
  after?: string;
  /** The step and the arm that led past it. */
  passedBy?: { step: string; took: string };
}

/** Of each enrollment, in the order of the spots. */
export const stepFates = (
  spots: readonly StepSpot[],
  enrollments: readonly Pick<EnrollmentReport, 'enrollment' | 'state'>[],
  decided: readonly StepAttempt[],
  { lines, snapshot }: Pick<AskedAccount, 'lines' | 'snapshot'>,
): StepFate[] => {
  const attempts = asOutcomes(decided, lines);
  return enrollments.flatMap(enrollment => {
    const own = attempts.filter(each => each.enrollment === enrollment.enrollment);
    return spots.map(spot => ({
      ...{ enrollment: enrollment.enrollment, step: spot.step },
      attempts: own.filter(({ step }) => step === spot.step),
      ...placeOf(spot, enrollment, own, snapshot),
    }));
  });
};

/** A delivery that was handed over has the outcome that its channel reported, which is no decision. */
const asOutcomes = (attempts: readonly StepAttempt[], lines: readonly TimelineLine[]): StepAttempt[] =>
  attempts.flatMap((attempt): StepAttempt[] => {
    if (attempt.outcome !== 'sent') return [attempt];
    const found = lines.find(
      ({ at, enrollment, entry }) =>
        at === attempt.at &&
        enrollment === attempt.enrollment &&
        entry.type === 'touch' &&
        entry.step === attempt.step &&
        entry.to === attempt.to,
    );
    // Without a line it was not handed over: the mail service asked to slow down, and it is tried again.
    if (found?.entry.type !== 'touch') return [];
    const { outcome, reason } = found.entry;
    return [{ ...attempt, outcome, ...(reason && { reason }) }];
  });

type Place = Pick<StepFate, 'state' | 'until' | 'after' | 'passedBy'>;

const placeOf = (
  { step, inside }: StepSpot,
  { enrollment, state }: Pick<EnrollmentReport, 'enrollment' | 'state'>,
  own: readonly StepAttempt[],
  snapshot: AskedAccount['snapshot'],
): Place => {
  if (own.some(each => each.step === step)) return { state: 'decided' };
  const taken = inside.map(({ step: outer, arm }) => ({
    outer,
    arm,
    took: own.findLast(each => each.step === outer)?.took,
  }));
  const passed = taken.flatMap(({ outer, arm, took }) =>
    took !== undefined && took !== arm ? [{ step: outer, took }] : [],
  )[0];
  if (passed) return { state: 'not-reached', passedBy: passed };
  if (state === 'completed' && taken.every(({ arm, took }) => took === arm)) return { state: 'passed' };
  if (state !== 'in') return { state: 'not-reached' };
  const wait = snapshot.enrollments.find(({ id }) => id === enrollment)?.wait;
  if (wait === undefined) return { state: 'later' };
  return wait.step === step
    ? { state: 'waiting', until: wait.until }
    : { state: 'later', after: wait.step, until: wait.until };
};
