import type { StepOutline } from '../step-outline.ts';

export const webhookOutline: StepOutline<'webhook'> = {
  function: 'deliver-touch',
  reads: ({ data }) => ({ values: Object.values(data) }),
};
