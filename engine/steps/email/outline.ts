import type { StepOutline } from '../step-outline.ts';

export const emailOutline: StepOutline<'email'> = {
  function: 'deliver-touch',
  reads: ({ data }) => ({ values: Object.values(data) }),
};
