import type { StepOutline } from '../step-outline.ts';

export const experimentOutline: StepOutline<'experiment'> = {
  function: 'evaluate-branch',
  arms: ({ variants }) => variants.map(({ steps }) => steps),
};
