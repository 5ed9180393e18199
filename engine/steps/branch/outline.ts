import type { StepOutline } from '../step-outline.ts';

export const branchOutline: StepOutline<'branch'> = {
  function: 'evaluate-branch',
  reads: ({ cases }) => ({ conditions: cases.map(({ condition }) => condition) }),
  armNames: ({ cases }) => [...cases.map(({ name }) => name), 'otherwise'],
  arms: ({ cases, otherwise }) => [...cases.map(({ steps }) => steps), otherwise],
};
