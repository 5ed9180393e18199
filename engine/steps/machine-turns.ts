import type { DomainEvent } from '../account/event.ts';
import { continueEvent } from '../account/operator-events.ts';
import { type CallOf, type StepCall, specialArms } from '../definition/step-call.ts';
import type { Instant } from '../kernel/instant.ts';
import { stepEvent } from './step-event.ts';
import { exitedResult } from './step-frame.ts';
import type { OwnTurn, StepTurn } from './step-turn.ts';

interface MachineTurns {
  plan: StepTurn<CallOf<StepCall, 'plan'>>;
  handOver: OwnTurn<CallOf<StepCall, 'handOver'>, DomainEvent, { now: Instant }>;
}

/** Turns of calls that state machines make of their own, for no step of an author. */
export const machineTurns: MachineTurns = {
  /** Answers when the wait that follows ends. */
  plan: {
    exitedArm: () => specialArms.exited,
    go: () => ({}),
  },
  /**
   * This execution was interrupted so that another one may go on: it says that it has ended, under a name that is the same
   * whenever it is asked again, and does nothing more.
   */
  handOver: {
    decide: (call, { now }) => {
      const { enrollment, generation } = call;
      const id = `${continueEvent}:${enrollment}.${generation}`;
      return {
        before: [stepEvent(call, now, continueEvent, { enrollment, generation }, id)],
        answer: exitedResult(call.next, now),
      };
    },
  },
};
