import type { StepCall, StepResult } from '../../definition/step-call.ts';
import type { PortsWith } from '../../ports/ports.ts';
import { countLoad } from '../../tasks/use-cases/count-load.ts';
import { turn } from '../../turn.ts';
import type { AssignSeen } from '../assign/turn.ts';
import type { ExitSeen } from '../exit/turn.ts';
import { decideTurn } from '../step-turn.ts';
import { stepTurns } from '../turns.ts';
import { readStep } from './read-step.ts';

export type TakeStepPorts = PortsWith<'prompts' | 'queue' | 'tasks'>;

/** A step that sends nothing: it updates an attribute, gives an owner, enrolls in another journey, exits, or only plans the next wake-up. */
export const takeStep = (call: StepCall, ports: TakeStepPorts): Promise<StepResult> =>
  turn(
    {
      account: call.account,
      read: (): Promise<ExitSeen & AssignSeen> => readStep(call, ports),
      decide: seen => decideTurn(stepTurns[call.step.kind], call, seen),
      answer: async (asked, seen) => {
        if (asked === 'prompts') return { ...seen, prompts: await ports.prompts.all(call.account) };
        if (asked !== 'choice') return { ...seen, load: await countLoad(asked.owners, ports) };
        const [team, pools] = await Promise.all([ports.build.team(), ports.build.pools()]);
        return { ...seen, choice: { team, pools } };
      },
      watch: (seen, { answer }) => ports.decisions?.taken(call, seen, answer),
      perform: async events => {
        for (const event of events) await ports.queue.publish(event);
      },
    },
    ports,
  );
