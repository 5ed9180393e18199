import type { StepOutline } from '../step-outline.ts';

export const waitOutline: StepOutline<'wait'> = {
  begins: ({ duration }) => ({ kind: 'after', duration }),
};
