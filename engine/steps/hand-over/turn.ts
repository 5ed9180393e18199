import type { DomainEvent } from '../../account/event.ts';
import { continueEvent } from '../../account/operator-events.ts';
import type { CallOf, StepCall } from '../../definition/step-call.ts';
import type { Instant } from '../../kernel/instant.ts';
import { stepEvent } from '../step-event.ts';
import { exitedResult } from '../step-frame.ts';
import type { OwnTurn } from '../step-turn.ts';

/**
 * This execution was interrupted so that another one may go on: it says that it has ended, under a name that is the same
 * whenever it is asked again, and does nothing more.
 */
export const handOverTurn: OwnTurn<CallOf<StepCall, 'handOver'>, DomainEvent, { now: Instant }> = {
  decide: (call, { now }) => {
    const { enrollment, generation } = call;
    const id = `${continueEvent}:${enrollment}.${generation}`;
    return {
      before: [stepEvent(call, now, continueEvent, { enrollment, generation }, id)],
      answer: exitedResult(call.next, now),
    };
  },
};
