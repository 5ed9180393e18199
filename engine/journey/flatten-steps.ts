import type { Step } from '../definition/step.ts';
import { partsOf } from './parts-of.ts';
import type { StepPlace } from './step-place.ts';

/** All steps of all arms, in order of writing. */
export const flattenSteps = (steps: readonly Step[]): StepPlace[] => {
  const places: StepPlace[] = [];
  const visit = (
    steps: readonly Step[],
    inside: StepPlace['inside'],
    before: ReadonlySet<string>,
  ): ReadonlySet<string> => {
    let done = before;
    for (const step of steps) {
      places.push({ step, order: places.length, inside, precededBy: done });
      const begun = new Set([...done, step.id]);
      const ends = partsOf(step).arms.map(arm => visit(arm.steps, [...inside, { step, arm: arm.name }], begun));
      done = new Set([...begun, ...ends.flatMap(end => [...end])]);
    }
    return done;
  };
  visit(steps, [], new Set());
  return places;
};
