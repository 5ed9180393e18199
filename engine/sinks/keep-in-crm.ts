import type { Task } from '../account/task.ts';
import { connectorOf } from '../connectors/connector-of.ts';
import type { CrmName } from '../connectors/crms.ts';
import { ownMember } from '../kernel/own-member.ts';
import type { CrmTasks } from '../ports/crm.ts';
import { PostRefused, PostUnavailable } from '../ports/poster.ts';
import { taskLink } from '../tasks/task-link.ts';
import { staffOf } from '../tasks/use-cases/staff-of.ts';
import { type CrmTask, crmTask } from './crm-task.ts';
import type { TellerPorts } from './teller.ts';

/** Limit of rewrites while the task keeps changing; the notice of the next change writes it again. */
const mostLooks = 5;

/**
 * Keeps the CRM's copy of the task up to date: created once, at the company of its account. No copy is created of a
 * task that was done before, or of an account without a company.
 * @throws PostUnavailable while another process may be creating it, and as `CrmTasks`
 */
export const keepInCrm = async (crm: CrmName, told: Task, to: string, ports: TellerPorts): Promise<void> => {
  const client = ports.crm(crm, to);
  let task = told;
  for (let looks = 0; looks < mostLooks; looks++) {
    if (!(await isKept(crm, task, client, ports))) return;
    const now = await ports.tasks.find(task.account, task.id);
    // If the task changed during the write, write again: an outdated write must not be the last one.
    if (now === undefined || now.revision === task.revision) return;
    task = now;
  }
};

/** @returns whether the CRM has the task now */
const isKept = async (crm: CrmName, task: Task, client: CrmTasks, ports: TellerPorts): Promise<boolean> => {
  const company = (await ports.accounts.profile(task.account))?.attributes[connectorOf(crm).customerAttribute]?.value;
  if (typeof company !== 'string' || company === '') return false;
  const { build, crmCopies, settings } = ports;
  const { crm: mappings = {} } = await build.catalog();
  const mapping = ownMember(mappings, crm);
  const staff = await staffOf(ports);
  const said = crmTask(task, { company, mapping, staff, link: taskLink(task, settings.taskUrl) });
  const copy = await crmCopies.ofTask(task, crm);
  // Forgotten first, so that the CRM's event of the closing is not taken for an action.
  if (copy && said.closed) await crmCopies.forget(copy);
  if (copy) return client.update(copy.id, said);
  const made = await madeOnce(crm, task, said, { client, ports });
  return made === 'found' ? isKept(crm, task, client, ports) : made === 'made';
};

/** In seconds. No invocation lives longer: an earlier one's request has arrived by then, or never will. */
const overAfterSeconds = 70;
const maxAttempts = 20;

const madeOnce = async (
  crm: CrmName,
  task: Task,
  said: CrmTask,
  { client, ports: { claims, clock, crmCopies } }: { client: CrmTasks; ports: TellerPorts },
): Promise<'made' | 'found' | 'not needed'> => {
  const claim = { kind: 'notice', account: task.account, name: `${crm}.${task.id}` } as const;
  const now = clock.now();
  const isFirst = (await claims.claim(claim, { now })) === 'claimed';
  const again = { now, maxAttempts, overAfterSeconds };
  if (!isFirst && (await claims.claim(claim, again)) !== 'claimed')
    throw new PostUnavailable(`Task ${task.id} is being made in ${crm}.`);
  try {
    const found = isFirst ? undefined : await client.find(said);
    if (found === undefined && task.status === 'resolved') {
      await claims.release(claim);
      return 'not needed';
    }
    await crmCopies.keep(task, { crm, id: found ?? (await client.create(said)) }, clock.now());
    await claims.settle(claim, 'told');
    return found === undefined ? 'made' : 'found';
  } catch (error) {
    // A task that was certainly not made may be made without a look.
    const isNotMade = error instanceof PostRefused || error instanceof PostUnavailable;
    if (isFirst && isNotMade) await claims.release(claim);
    throw error;
  }
};
