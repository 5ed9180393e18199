import type { Csm, Team } from '../../definition/team.ts';
import type { AllPorts } from '../../ports/ports.ts';
import { type GoalView, planView } from '../../success-plans/plan-view.ts';
import { type ContactToCall, contactToCall } from '../contact-to-call.ts';
import { type WholeTask, wholeTask } from '../task-view.ts';
import { commentsFor, type WithComments } from './comments-for.ts';
import { findOwnTask } from './find-own-task.ts';
import { headlinesFor } from './headlines-for.ts';

/**
 * One task, with the steps of its playbook, the contact to call, the customer's comments and goals, and the account's
 * headlines.
 * @throws RefusedRequest 404 both for an unknown task and for another CSM's
 */
export const readTask = async (
  who: { csm: Csm; team: Team },
  id: string,
  ports: Pick<AllPorts, 'accounts' | 'answers' | 'build' | 'clock' | 'healthHistory' | 'tasks'>,
): Promise<WholeTask & WithComments & { headlines?: string[]; contact?: ContactToCall; plan?: GoalView[] }> => {
  const task = await findOwnTask(who, id, ports);
  const [words, { contacts, successPlan, evaluation }, headlines] = await Promise.all([
    commentsFor([task], ports),
    ports.accounts.snapshot(task.account, { withoutContacts: task.contact === undefined }),
    headlinesFor([task], ports),
  ]);
  const contact = task.contact && contactToCall(task.contact, contacts);
  return {
    ...wholeTask(task, task.playbook ? await ports.build.playbooks() : []),
    ...(contact && { contact }),
    ...words(task),
    ...headlines(task),
    ...(successPlan && successPlan.goals.length > 0 && { plan: planView(successPlan, evaluation?.goals) }),
  };
};
