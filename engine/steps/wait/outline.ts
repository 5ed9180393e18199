import { limitToRound } from '../../definition/rounds.ts';
import type { StepOutline } from '../step-outline.ts';

export const waitOutline: StepOutline<'wait'> = {
  begins: ({ duration }, { roundEnds }) => limitToRound({ kind: 'after', duration }, roundEnds),
};
