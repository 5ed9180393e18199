import { flagOf } from '../../definition/await.ts';
import type { StepOutline } from '../step-outline.ts';
import type { WaitForStep } from './step.ts';

export const waitForOutline: StepOutline<'waitFor'> = {
  arms: step => [...edgesOf(step), 'timeout'].map(edge => step.then[edge] ?? []),
  awaits: step =>
    edgesOf(step).flatMap(edge => {
      const trigger = step.first[edge];
      return trigger ? [{ flag: flagOf(step.id, edge), step: step.id, edge, trigger }] : [];
    }),
  begins: ({ timeout }) => ({ kind: 'after', duration: timeout }),
};

/** Names of the events that end the wait, in an order of their own: that of writing carries no meaning. */
export const edgesOf = ({ first }: Pick<WaitForStep, 'first'>): string[] => Object.keys(first).sort();
