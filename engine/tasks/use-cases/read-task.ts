import type { Csm, Team } from '../../definition/team.ts';
import type { AllPorts } from '../../ports/ports.ts';
import { type WholeTask, wholeTask } from '../task-view.ts';
import { findOwnTask } from './find-own-task.ts';
import { type WithWords, wordsFor } from './words-for.ts';

/**
 * One task, with the steps of its playbook.
 * @throws RefusedRequest 404 both for an unknown task and for another CSM's
 */
export const readTask = async (
  who: { csm: Csm; team: Team },
  id: string,
  ports: Pick<AllPorts, 'answers' | 'build' | 'tasks'>,
): Promise<WholeTask & WithWords> => {
  const task = await findOwnTask(who, id, ports);
  const words = await wordsFor([task], ports);
  return { ...wholeTask(task, task.playbook ? await ports.build.playbooks() : []), ...words(task) };
};
