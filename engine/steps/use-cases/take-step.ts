import type { StepCall, StepResult } from '../../definition/step-call.ts';
import type { PortsWith } from '../../ports/ports.ts';
import { turn } from '../../turn.ts';
import { decideTurn } from '../step-turn.ts';
import { stepTurns } from '../turns.ts';
import { readStep } from './read-step.ts';

/** A step that sends nothing: it updates an attribute, enrolls in another journey, exits, or only plans the next wake-up. */
export const takeStep = (call: StepCall, ports: PortsWith<'prompts' | 'queue'>): Promise<StepResult> =>
  turn(
    {
      account: call.account,
      read: () => readStep(call, ports),
      decide: seen => decideTurn(stepTurns[call.step.kind], call, seen),
      answer: async (_, seen) => ({ ...seen, prompts: await ports.prompts.all(call.account) }),
      perform: async events => {
        for (const event of events) await ports.queue.publish(event);
      },
    },
    ports,
  );
