import { stepErrors, type Wake } from '../definition/step-call.ts';
import { wakeOf } from '../definition/wake-of.ts';
import type { Catcher } from './asl.ts';
import { type Ahead, type Compilation, type Place, stateName } from './compilation.ts';
import { heldBack } from './execution-data.ts';
import { isDated, type Placed } from './placed-step.ts';
import { waitForTime } from './waits.ts';

/** Sends a step that may not go yet to the wait before it. */
export const catchHeld = (place: Place): Catcher => ({
  ErrorEquals: [stepErrors.held],
  Output: heldBack,
  Next: stateName(place, 'until'),
});

/** Adds the wait that a held step goes to, if its anchor did not add one. */
export const addHold = ({ place, wake, context }: Placed, step: Ahead, compilation: Compilation): void => {
  if (wake) return;
  const due = isDated(context, compilation) ? wakeOf(context.anchor, compilation.definition.policy) : atOnce;
  waitForTime(place, due, step, compilation, 'until');
};

const atOnce: Wake = { kind: 'after', duration: { unit: 'minutes', amount: 0 } };
