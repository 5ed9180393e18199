import type { MessageClass } from '../definition/policy.ts';
import type { TouchStep } from '../definition/step.ts';
import type { TemplateRef } from '../definition/step-call.ts';
import { type Ahead, type Compilation, type Context, type Following, stateName, stepAhead } from './compilation.ts';
import { functionState, onwardTo } from './function-state.ts';
import { addHold, catchHeld } from './holding.ts';
import { placed, withMissed } from './placed-step.ts';

/** Compiles a touch of any channel: one call, which may be held and is then tried again. */
export const touchStates = (
  step: TouchStep,
  content: { class: MessageClass; template?: TemplateRef },
  before: Context,
  following: Following,
  compilation: Compilation,
): Ahead =>
  placed(step, before, following, compilation, turn => {
    const { place, context, cause, due, supersededBy } = turn;
    const state = compilation.add(
      stateName(place),
      functionState(
        {
          function: '${DeliverTouch}',
          place,
          call: {
            step: withMissed(step, context),
            ...content,
            cause,
            due,
            supersededBy,
            roundEnds: context.roundEnds,
            next: following.next,
          },
          onward: onwardTo(following),
          catch: [catchHeld(place)],
        },
        compilation,
      ),
    );
    const touch = stepAhead(state, following);
    addHold(turn, touch, compilation);
    return touch;
  });
