import { holdoutArm } from '../../definition/holdout-arm.ts';
import type { StepOutline } from '../step-outline.ts';

export const experimentOutline: StepOutline<'experiment'> = {
  function: 'evaluate-branch',
  splits: ({ variants, holdout }) => [
    ...variants.map(({ name, weight }) => ({ name, weight })),
    { name: holdoutArm, weight: holdout },
  ],
  arms: ({ variants }) => variants.map(({ steps }) => steps),
};
