import type { Step } from '../definition/step.ts';
import { partsOf } from './step-parts.ts';

/** A step with its place in the journey. */
export interface StepPlace {
  step: Step;
  /** Position in order of writing, from 0. */
  order: number;
  /** The arms that lead to it, outermost first. */
  inside: readonly { step: Step; arm: string }[];
  /** The steps that may have been done when it begins: those before it on its own path, whatever arm they are in. */
  precededBy: ReadonlySet<string>;
}

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
