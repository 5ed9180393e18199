import type { TakenStep } from '../definition/step.ts';
import { type Ahead, type Compilation, type Context, type Following, stateName, stepAhead } from './compilation.ts';
import { functionState, onwardTo } from './function-state.ts';
import { placed } from './placed-step.ts';

/** Compiles a step that sends nothing: one call. */
export const takeStepStates = (
  step: TakenStep,
  context: Context,
  following: Following,
  compilation: Compilation,
): Ahead =>
  placed(step, context, following, compilation, ({ place }) => {
    const call = { step, next: following.next };
    const onward = onwardTo(following);
    const state = compilation.add(
      stateName(place),
      functionState({ function: '${TakeStep}', place, call, onward }, compilation),
    );
    return stepAhead(state, following);
  });
