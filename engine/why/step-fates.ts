import type { ParkedWait } from '../account/enrollment.ts';
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
   * Where nothing was decided: it comes later, it is what the enrollment waits for, some of the steps inside it have
   * come, the enrollment went through it, as through a wait, or it was never reached.
   */
  state: 'decided' | 'waiting' | 'later' | 'begun' | 'passed' | 'not-reached';
  /** When it is due, or what it goes on with or comes after; what an enrollment that left waited for. */
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
    const wait = snapshot.enrollments.find(({ id }) => id === enrollment.enrollment)?.wait;
    const came = spots.filter(({ step }) => wait?.step === step || own.some(each => each.step === step));
    return spots.map(spot => ({
      ...{ enrollment: enrollment.enrollment, step: spot.step },
      attempts: own.filter(({ step }) => step === spot.step),
      ...placeOf(spot, { state: enrollment.state, own, wait, came, behind: spots.slice(spots.indexOf(spot) + 1) }),
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

interface Progress extends Pick<EnrollmentReport, 'state'> {
  own: readonly StepAttempt[];
  /** What it waits for, or waited for when it left. */
  wait: Pick<ParkedWait, 'step' | 'until'> | undefined;
  /** The spots that it came to. */
  came: readonly StepSpot[];
  /** The spots behind this one. */
  behind: readonly StepSpot[];
}

const placeOf = (spot: StepSpot, { state, own, wait, came, behind }: Progress): Place => {
  const { step, inside } = spot;
  if (own.some(each => each.step === step)) return { state: 'decided' };
  const tookOf = (outer: string) => own.findLast(each => each.step === outer)?.took;
  const passed = inside.flatMap(({ step: outer, arm }) => {
    const took = tookOf(outer);
    return took !== undefined && took !== arm ? [{ step: outer, took }] : [];
  })[0];
  if (passed) return { state: 'not-reached', passedBy: passed };
  const isIn = state === 'in';
  if (wait?.step === step) return { state: isIn ? 'waiting' : 'not-reached', until: wait.until };
  const isWithin = (each: StepSpot) => each.inside.some(outer => outer.step === step);
  const goesOn = wait && { after: wait.step, until: wait.until };
  if (state !== 'completed' && came.some(isWithin))
    return came.some(each => behind.includes(each) && !isWithin(each))
      ? { state: 'passed' }
      : { state: 'begun', ...(isIn && goesOn) };
  const isOnWay = inside.every(({ step: outer, arm }) => tookOf(outer) === arm);
  if (isOnWay && (state === 'completed' || came.some(each => behind.includes(each) || wasBefore(each, spot, own))))
    return { state: 'passed' };
  if (!isIn) return { state: 'not-reached' };
  return { state: 'later', ...goesOn };
};

/** Whether another step of a loop that both are in has come a second time. */
const wasBefore = (other: StepSpot, { inside }: StepSpot, own: readonly StepAttempt[]): boolean =>
  other.inside.some(outer => inside.some(({ step }) => step === outer.step)) &&
  own.some(({ step, round }) => step === other.step && round > 1);
