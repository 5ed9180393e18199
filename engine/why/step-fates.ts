import type { TimelineLine } from '../account/timeline.ts';
import type { Instant } from '../kernel/instant.ts';
import type { AskedAccount } from './asked-account.ts';
import type { EnrollmentReport } from './enrollment-report.ts';
import type { StepAttempt } from './touch-attempts.ts';

/** A step, and the arms that it lies in, from the outside. */
export interface StepSpot {
  step: string;
  inside: readonly { step: string; arm: string }[];
  /** Steps after it say nothing of it: some rounds go past it, or ways that leave no record do. */
  isOptional?: boolean;
}

/** The outcome of a step in one enrollment. */
export interface StepFate {
  enrollment: string;
  step: string;
  /** Decisions on it, in order of time. */
  attempts: readonly StepAttempt[];
  /**
   * Where nothing was decided: it comes later, it is what the enrollment waits for, the enrollment is among its steps (or
   * was, when it ended), went through it, as through a wait, or never reached it.
   */
  state: 'decided' | 'waiting' | 'later' | 'within' | 'passed' | 'not-reached';
  /** When it is due, or was when the account left; what it comes after. */
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
  const attempts = [...asOutcomes(decided, lines), ...endsOfWaits(decided, lines)];
  return enrollments.flatMap(enrollment => {
    const own = attempts.filter(each => each.enrollment === enrollment.enrollment);
    return spots.map(spot => ({
      ...{ enrollment: enrollment.enrollment, step: spot.step },
      attempts: own.filter(({ step }) => step === spot.step),
      ...placeOf(spot, enrollment, own, { spots, snapshot }),
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

/** A wait that an event or its timeout ended is told by the timeline alone. */
const endsOfWaits = (decided: readonly StepAttempt[], lines: readonly TimelineLine[]): StepAttempt[] =>
  lines.flatMap(line => {
    const { at, enrollment, entry } = line;
    if (entry.type !== 'waited' || decided.some(each => isEndOf(each, enrollment, entry))) return [];
    const told = { at, enrollment, step: entry.step, round: roundOf(line), outcome: 'done' as const };
    return [{ ...told, took: entry.for, gates: [] }];
  });

const isEndOf = (
  { enrollment, step, took }: StepAttempt,
  of: string,
  { step: waited, for: what }: { step: string; for: string },
): boolean => enrollment === of && step === waited && took === what;

/** Lines name their round behind their order. */
export const roundOf = ({ key }: TimelineLine): number => Number(key.split('.')[1]) || 1;

type Place = Pick<StepFate, 'state' | 'until' | 'after' | 'passedBy'>;

const placeOf = (
  spot: StepSpot,
  { enrollment, state }: Pick<EnrollmentReport, 'enrollment' | 'state'>,
  own: readonly StepAttempt[],
  { spots, snapshot }: { spots: readonly StepSpot[]; snapshot: AskedAccount['snapshot'] },
): Place => {
  const { step, inside, isOptional } = spot;
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
  const lastWait = snapshot.enrollments.find(({ id }) => id === enrollment)?.wait;
  const wait = state === 'in' ? lastWait : undefined;
  const reached = spots.filter(each => lastWait?.step === each.step || own.some(attempt => attempt.step === each.step));
  const behind = reached.filter(each => spots.indexOf(each) > spots.indexOf(spot) && isBehind(spot, each));
  const within = reached.some(each => isWithin(spot, each));
  if (!isOptional && behind.some(each => !isWithin(spot, each))) return { state: 'passed' };
  if (state === 'completed' && taken.every(({ arm, took }) => took === arm)) return { state: 'passed' };
  if (within) return { state: 'within', ...(wait && { after: wait.step, until: wait.until }) };
  if (state !== 'in')
    return { state: 'not-reached', ...(lastWait?.step === step && state !== 'completed' && { until: lastWait.until }) };
  if (wait === undefined) return { state: 'later' };
  return wait.step === step
    ? { state: 'waiting', until: wait.until }
    : { state: 'later', after: wait.step, until: wait.until };
};

/** Does every way to the other lead through it? Of two in order of writing. */
const isBehind = ({ inside }: StepSpot, other: StepSpot): boolean =>
  inside.every(({ step, arm }, depth) => other.inside[depth]?.step === step && other.inside[depth]?.arm === arm);

const isWithin = ({ step }: StepSpot, other: StepSpot): boolean => other.inside.some(outer => outer.step === step);
