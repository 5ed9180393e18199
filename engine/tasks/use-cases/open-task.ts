import { tasksIn } from '../../account/change.ts';
import type { StepResult, TaskCall } from '../../definition/step-call.ts';
import type { PortsWith } from '../../ports/ports.ts';
import { decideTurn } from '../../steps/step-turn.ts';
import { taskTurns } from '../../steps/turns.ts';
import { readStep } from '../../steps/use-cases/read-step.ts';
import { turn } from '../../turn.ts';
import { announceTasks } from './announce-tasks.ts';
import { countLoad } from './count-load.ts';

/**
 * Runs an escalation step.
 * @throws TouchHeld if the date that the step counts back from has moved to later
 */
export const openTask = (call: TaskCall, ports: PortsWith<'tasks'>): Promise<StepResult> =>
  turn(
    {
      account: call.account,
      read: async ({ conflicts }) => ({
        ...(await readStep(call, ports)),
        team: await ports.build.team(),
        pools: await ports.build.pools(),
        wasOpened: tasksIn(conflicts).some(({ revision }) => revision === 1),
      }),
      decide: seen => decideTurn(taskTurns[call.step.kind], call, seen),
      answer: async ({ owners }, seen) => ({ ...seen, load: await countLoad(owners, ports) }),
      watch: (seen, { answer }) => ports.decisions?.taken(call, seen, answer),
      perform: async effects => {
        for (const { announce } of effects) await announceTasks(announce, ports);
      },
    },
    ports,
  );
