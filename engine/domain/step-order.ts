import { edgesOf } from './enrollment-plan.ts';
import type { JourneyDefinition } from './journey-definition.ts';
import { type Step, taskOutcomes } from './step.ts';

/** Position of a step in its journey in order of writing, from 1; 0 when the journey has none of that id. */
export const stepOrder = ({ steps }: Pick<JourneyDefinition, 'steps'>, id: string): number =>
  stepsIn(steps).findIndex(step => step.id === id) + 1;

/** All steps of all arms, in order of writing. */
export const stepsIn = (steps: readonly Step[]): Step[] =>
  steps.flatMap(step => [step, ...armsOf(step).flatMap(stepsIn)]);

const armsOf = (step: Step): (readonly Step[])[] => {
  switch (step.kind) {
    case 'branch':
      return [...step.cases.map(each => each.steps), step.otherwise];
    case 'experiment':
      return step.variants.map(each => each.steps);
    case 'waitFor':
      return [...edgesOf(step), 'timeout'].map(edge => step.then[edge] ?? []);
    case 'escalate':
      return [...taskOutcomes, 'breached'].map(edge => step.then[edge] ?? []);
    case 'every':
      return [step.steps];
    default:
      return [];
  }
};
