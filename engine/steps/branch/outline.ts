import type { StepOutline } from '../step-outline.ts';

export const branchOutline: StepOutline<'branch'> = {
  function: 'evaluate-branch',
  arms: ({ cases, otherwise }) => [...cases.map(({ steps }) => steps), otherwise],
};
