import { limitToRound } from '../../definition/wake-of.ts';
import type { StepOutline } from '../step-outline.ts';

export const waitOutline: StepOutline<'wait'> = {
  begins: ({ duration }, { roundEnds }) => limitToRound({ kind: 'after', duration }, roundEnds),
};
