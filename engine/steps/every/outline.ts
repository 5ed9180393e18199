import { anchorOfRound, countsFromBeginning, limitToRound, stepsInRound } from '../../definition/rounds.ts';
import { wakeOf } from '../../definition/wake-of.ts';
import type { StepOutline } from '../step-outline.ts';

export const everyOutline: StepOutline<'every'> = {
  arms: ({ steps }) => [steps],
  begins: (loop, { policy }, firstOf) => {
    const wake = firstOf(stepsInRound(loop, 1));
    const second = loop.times > 1 ? anchorOfRound(loop, 2) : undefined;
    // The start of the loop is recorded before any wait.
    return countsFromBeginning(loop) ? undefined : wake && limitToRound(wake, second && wakeOf(second, policy));
  },
};
