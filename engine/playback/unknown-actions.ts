import { stepsIn } from '../definition/enrollment-plan.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import { didYouMean, quote } from '../kernel/did-you-mean.ts';
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
  const doneBy = (name: StepFunction): string[] =>
    steps.filter(step => stepOutlineOf(step).function === name).map(({ id }) => id);
  const laterReasons = steps.flatMap(step => ('outlives' in step && step.outlives?.reason) || []);
  const named: Partial<Record<RecordedEvent['kind'], { member: string; what: string; known: readonly string[] }>> = {
    task: { member: 'reason', what: 'is not a task of any journey', known: [...doneBy('open-task'), ...laterReasons] },
    prompt: { member: 'step', what: 'is not a prompt of any journey', known: doneBy('deliver-touch') },
  };
  return events.flatMap(({ kind, body, file, line }) => {
    const rule = named[kind];
    const name = rule && body[rule.member];
    if (rule === undefined || typeof name !== 'string' || rule.known.includes(name.trim())) return [];
    return [
      { file, line, what: `${rule.member} ${rule.what}`, fix: `${quote(name)}. ${didYouMean(name, rule.known)}` },
    ];
  });
};
