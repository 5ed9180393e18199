import type { Step } from '../../definition/step.ts';
import { partsOf } from '../parts-of.ts';
import { type Finding, journeyRule } from './rule.ts';

export const reachability = journeyRule(
  {
    'unreachable-step': {
      severity: 'error',
      title: 'Step that no enrollment can reach',
      why: 'Every path has left the journey before it, so it is never reached.',
      fix: 'Move it before the exit, make the exit conditional, or remove it.',
    },
  },
  ({ journey }) => checkSequence(journey.steps),
);

function* checkSequence(steps: readonly Step[]): Iterable<Finding<'unreachable-step'>> {
  const last = steps.findIndex(step => !goesOn(step));
  const [end, next] = [steps[last], steps[last + 1]];
  if (end && next) {
    yield {
      code: 'unreachable-step',
      step: next.id,
      message: `Step "${next.id}" can never be reached: every path ends at "${end.id}" before it. Move it before "${end.id}", or remove it.`,
    };
  }
  for (const step of steps) for (const arm of partsOf(step).arms) yield* checkSequence(arm.steps);
}

/** Does a path lead from the step to the one written after it? */
const goesOn = (step: Step): boolean => {
  const { arms, ends } = partsOf(step);
  if (step.when || step.unless) return true;
  return !ends && (arms.length === 0 || arms.some(arm => arm.steps.every(goesOn)));
};
