import type { JourneyDefinition } from '../definition/journey-definition.ts';
import { flattenSteps } from '../journey/flatten-steps.ts';
import { kindOf } from '../steps/kind-of.ts';
import type { AskedAccount } from './asked-account.ts';
import type { EnrollmentReport } from './enrollment-report.ts';
import { type StepFate, stepFates } from './step-fates.ts';

export interface StepStory extends StepFate {
  /** Its action, in English. */
  does: string;
}

/** Of each enrollment, in order of writing. */
export const stepReports = (
  journey: JourneyDefinition,
  enrollments: readonly EnrollmentReport[],
  asked: Pick<AskedAccount, 'watched' | 'lines' | 'snapshot'>,
): StepStory[] => {
  const places = flattenSteps(journey.steps);
  const spots = places.map(({ step, inside }) => ({
    step: step.id,
    inside: inside.map(({ step: outer, arm }) => ({ step: outer.id, arm })),
  }));
  const does = new Map(places.map(({ step }) => [step.id, kindOf(step).tell(step as never).does]));
  return stepFates(spots, enrollments, asked.watched.stepsOf(journey.id), asked).map(
    ({ enrollment, step, ...fate }) => ({ enrollment, step, does: does.get(step) ?? '', ...fate }),
  );
};
