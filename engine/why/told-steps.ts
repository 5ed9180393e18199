import { channelOf, isTouch } from '../channels/channel-of.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import type { Step } from '../definition/step.ts';
import { describeAudience } from '../journey/explain/describe-audience.ts';
import { flattenSteps } from '../journey/flatten-steps.ts';
import { audienceOf, isPushed } from '../sending/reach.ts';
import { kindOf } from '../steps/kind-of.ts';
import type { AskedAccount } from './asked-account.ts';
import type { EnrollmentReport } from './enrollment-report.ts';
import { type StepFate, stepFates } from './step-fates.ts';

export interface StepStory extends StepFate {
  /** Its action, in English. */
  does: string;
  /** Of a touch without a line for each contact: who sees it, in English. */
  shownTo?: string;
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
    isOptional: 'rounds' in step && step.rounds !== undefined,
  }));
  const does = new Map(places.map(({ step }) => [step.id, kindOf(step).tell(step as never).does]));
  const audiences = new Map(places.map(({ step }) => [step.id, audienceShown(step)]));
  return stepFates(spots, enrollments, asked.watched.stepsOf(journey.id), asked).map(
    ({ enrollment, step, ...fate }) => {
      const shownTo = audiences.get(step);
      return { enrollment, step, does: does.get(step) ?? '', ...(shownTo !== undefined && { shownTo }), ...fate };
    },
  );
};

const audienceShown = (step: Step): string | undefined => {
  if (!isTouch(step) || isPushed(channelOf(step))) return undefined;
  const audience = audienceOf(channelOf(step), step);
  return audience && describeAudience(audience);
};
