import { anchorOfRound, countsFromBeginning, stepsAt, stepsInRound } from '../../definition/rounds.ts';
import { wakeOf } from '../../definition/wake-of.ts';
import type { StepOutline } from '../step-outline.ts';

export const everyOutline: StepOutline<'every'> = {
  arms: ({ steps }) => [steps],
  loops: true,
  begins: (loop, { policy }, firstOf) => {
    // The start of the loop is recorded before any wait.
    if (countsFromBeginning(loop)) return undefined;
    const steps = stepsInRound(loop, 1);
    const second = loop.times > 1 ? anchorOfRound(loop, 2) : undefined;
    return firstOf(stepsAt(loop.at, steps) ?? steps, second && { roundEnds: wakeOf(second, policy) });
  },
};
