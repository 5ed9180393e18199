import { channelOf } from '../channels/channel-of.ts';
import { stepsIn } from '../definition/enrollment-plan.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import type { TouchStep } from '../definition/step.ts';
import { didYouMean, quote } from '../kernel/did-you-mean.ts';
import { isPushed } from '../sending/reach.ts';
import type { StepFunction } from '../steps/step-outline.ts';
import { stepOutlineOf } from '../steps/step-outline-of.ts';
import type { Played } from './play.ts';
import type { RecordedEvent } from './read-events.ts';

/**
 * Warnings of recorded actions on a task or prompt that none of the journeys has: they are accepted, but change
 * nothing. An action on a known task that is not open at the time is no mistake, since CSMs may be late.
 */
export const unknownActions = (
  events: readonly RecordedEvent[],
  journeys: readonly JourneyDefinition[],
): Played['warnings'] => {
  const steps = journeys.flatMap(journey => stepsIn(journey.steps));
  const doneBy = (name: StepFunction) => steps.filter(step => stepOutlineOf(step).function === name);
  const laterReasons = steps.flatMap(step => ('outlives' in step && step.outlives?.reason) || []);
  // Mails and posts are touches, too, but have no prompt to click.
  const prompts = (doneBy('deliver-touch') as TouchStep[]).filter(step => !isPushed(channelOf(step)));
  const [isNoTask, isNoPrompt] = ['is not a task of any journey', 'is not a prompt of any journey'];
  const named: Partial<Record<RecordedEvent['kind'], readonly Rule[]>> = {
    task: [{ member: 'reason', what: isNoTask, known: [...idsOf(doneBy('open-task')), ...laterReasons] }],
    prompt: [
      { member: 'step', what: isNoPrompt, known: idsOf(prompts) },
      { member: 'prompt', what: isNoPrompt, known: prompts.flatMap(step => ('template' in step ? step.template : [])) },
    ],
  };
  return events.flatMap(({ kind, body, file, line }) =>
    (named[kind] ?? []).flatMap(({ member, what, known }) => {
      const name = body[member];
      if (typeof name !== 'string' || name.trim() === '' || known.includes(name.trim())) return [];
      return [{ file, line, what: `${member} ${what}`, fix: `${quote(name)}. ${didYouMean(name, known)}` }];
    }),
  );
};

/** A member of a recorded action that names a step, and the names that it may have. */
interface Rule {
  member: string;
  what: string;
  known: readonly string[];
}

const idsOf = (steps: readonly { id: string }[]): string[] => steps.map(({ id }) => id);
