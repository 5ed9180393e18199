import type { Audience } from '../../definition/audience.ts';
import type { Csm, Team } from '../../definition/team.ts';
import { headlinesOf } from '../../headlines/headlines.ts';
import type { AllPorts } from '../../ports/ports.ts';
import { type ContactToCall, contactToCall } from '../contact-to-call.ts';
import { type WholeTask, wholeTask } from '../task-view.ts';
import { findOwnTask } from './find-own-task.ts';
import { readFacts } from './read-facts.ts';
import { type WithWords, wordsFor } from './words-for.ts';

/**
 * One task, with the steps of its playbook, whom to call, what its customer said, and what changed at the account.
 * @throws RefusedRequest 404 both for an unknown task and for another CSM's
 */
export const readTask = async (
  who: { csm: Csm; team: Team },
  id: string,
  ports: Pick<AllPorts, 'accounts' | 'answers' | 'build' | 'clock' | 'healthHistory' | 'tasks'>,
): Promise<WholeTask & WithWords & { headlines?: string[]; contact?: ContactToCall }> => {
  const task = await findOwnTask(who, id, ports);
  const [words, contact, facts] = await Promise.all([
    wordsFor([task], ports),
    task.contact && toCall(task.account, task.contact, ports),
    readFacts(task.account, ports.clock.now(), ports),
  ]);
  const headlines = facts ? headlinesOf(facts).map(({ text }) => text) : [];
  return {
    ...wholeTask(task, task.playbook ? await ports.build.playbooks() : []),
    ...(contact && { contact }),
    ...words(task),
    ...(headlines.length > 0 && { headlines }),
  };
};

const toCall = async (
  account: string,
  audience: Audience,
  { accounts }: Pick<AllPorts, 'accounts'>,
): Promise<ContactToCall | undefined> => contactToCall(audience, (await accounts.snapshot(account)).contacts);
