import { anchorOfRound, countsFromBeginning, limitToRound, stepsAt, stepsInRound } from '../../definition/rounds.ts';
import { wakeOf } from '../../definition/wake-of.ts';
import type { StepOutline } from '../step-outline.ts';

export const everyOutline: StepOutline<'every'> = {
  arms: ({ steps }) => [steps],
  begins: (loop, { policy }, firstOf) => {
    const steps = stepsInRound(loop, 1);
    const wake = firstOf(stepsAt(loop.at, steps) ?? steps);
    const second = loop.times > 1 ? anchorOfRound(loop, 2) : undefined;
    // The start of the loop is recorded before any wait.
    return countsFromBeginning(loop) ? undefined : wake && limitToRound(wake, second && wakeOf(second, policy));
  },
};
