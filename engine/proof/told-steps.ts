import type { TimelineLine } from '../account/timeline.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import { flattenSteps } from '../journey/flatten-steps.ts';
import type { StepPlace } from '../journey/step-place.ts';
import type { Instant } from '../kernel/instant.ts';
import { kindOf } from '../steps/kind-of.ts';
import type { AskedAccount } from './asked-account.ts';
import type { ToldEnrollment } from './told-enrollment.ts';
import type { StepAttempt } from './touch-attempts.ts';

/** What became of a step in one enrollment. */
export interface StepStory {
  enrollment: string;
  step: string;
  /** What it does, in English. */
  does: string;
  /** Decisions on it, in order of time. */
  attempts: readonly StepAttempt[];
  /** Where nothing was decided: it comes later, it is what the enrollment waits for, or it was never reached. */
  state: 'decided' | 'waiting' | 'later' | 'not-reached';
  /** When it is due, or what it comes after. */
  until?: Instant;
  after?: string;
  /** The step and the arm that led past it. */
  passedBy?: { step: string; took: string };
}

/** Of each enrollment, in order of writing. */
export const stepsTold = (
  journey: JourneyDefinition,
  enrollments: readonly ToldEnrollment[],
  asked: Pick<AskedAccount, 'watched' | 'lines' | 'snapshot'>,
): StepStory[] => {
  const attempts = asOutcomes(asked.watched.stepsOf(journey.id), asked.lines);
  const places = flattenSteps(journey.steps);
  return enrollments.flatMap(enrollment => {
    const own = attempts.filter(each => each.enrollment === enrollment.enrollment);
    return places.map(place => ({
      enrollment: enrollment.enrollment,
      step: place.step.id,
      does: kindOf(place.step).tell(place.step as never).does,
      attempts: own.filter(({ step }) => step === place.step.id),
      ...placeOf(place, enrollment, own, asked),
    }));
  });
};

/** What was handed over has the outcome that the channel had for it, which no decision knows. */
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

type Place = Pick<StepStory, 'state' | 'until' | 'after' | 'passedBy'>;

const placeOf = (
  { step, inside }: StepPlace,
  { enrollment, state }: ToldEnrollment,
  own: readonly StepAttempt[],
  { snapshot }: Pick<AskedAccount, 'snapshot'>,
): Place => {
  if (own.some(each => each.step === step.id)) return { state: 'decided' };
  const passed = inside.flatMap(({ step: outer, arm }) => {
    const took = own.filter(each => each.step === outer.id).at(-1)?.took;
    return took !== undefined && took !== arm ? [{ step: outer.id, took }] : [];
  })[0];
  if (passed) return { state: 'not-reached', passedBy: passed };
  if (state !== 'in') return { state: 'not-reached' };
  const wait = snapshot.enrollments.find(({ id }) => id === enrollment)?.wait;
  if (wait === undefined) return { state: 'later' };
  return wait.step === step.id
    ? { state: 'waiting', until: wait.until }
    : { state: 'later', after: wait.step, until: wait.until };
};
