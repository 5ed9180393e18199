import type { StepOutline } from '../step-outline.ts';

export const promptOutline: StepOutline<'prompt'> = {
  function: 'deliver-touch',
  reads: ({ data, except }) => ({ values: [...Object.values(data), ...(except ? [except] : [])] }),
};
