import type { Task } from '../account/task.ts';
import { connectorOf } from '../connectors/connector-of.ts';
import type { CrmName } from '../connectors/crms.ts';
import { calendarOf } from '../definition/team.ts';
import { ownMember } from '../kernel/own-member.ts';
import type { CrmTasks } from '../ports/crm.ts';
import { PostRefused, PostUnavailable } from '../ports/poster.ts';
import { taskLink } from '../tasks/task-link.ts';
import { type CrmTask, crmTask } from './crm-task.ts';
import type { TellerPorts } from './teller.ts';

/** A task that changes more often than this while it is written is written again by its next notice. */
const mostLooks = 5;

/**
 * Has the CRM show the task as it stands: made there once, at the company of its account, and kept up to date. A task that was
 * done before the CRM had it is not made, and neither is one of an account that names no company.
 * @throws PostUnavailable while it may be being made by another process, and as `CrmTasks`
 */
export const keepInCrm = async (crm: CrmName, told: Task, to: string, ports: TellerPorts): Promise<void> => {
  const client = ports.crm(crm, to);
  let task = told;
  for (let looks = 0; looks < mostLooks; looks++) {
    if (!(await isKept(crm, task, client, ports))) return;
    const now = await ports.tasks.find(task.account, task.id);
    // A write of before must not be the last one.
    if (now === undefined || now.revision === task.revision) return;
    task = now;
  }
};

/** @returns whether the CRM has it now */
const isKept = async (crm: CrmName, task: Task, client: CrmTasks, ports: TellerPorts): Promise<boolean> => {
  const company = (await ports.accounts.profile(task.account))?.attributes[connectorOf(crm).customerAttribute]?.value;
  if (typeof company !== 'string' || company === '') return false;
  const { build, crmCopies, settings } = ports;
  const { crm: mappings = {} } = await build.catalog();
  const mapping = ownMember(mappings, crm);
  const [team, [first]] = await Promise.all([build.team(), build.journeys()]);
  const timezone = first ? calendarOf(task.owner, team, first.policy.businessCalendar).timezone : 'UTC';
  const said = crmTask(task, { company, mapping, team, link: taskLink(task, settings.taskUrl), timezone });
  const copy = await crmCopies.ofTask(task, crm);
  // That it is closed there is no news then.
  if (copy && said.closed) await crmCopies.forget(copy);
  if (copy) return client.update(copy.id, said);
  const made = await madeOnce(crm, task, said, { client, ports });
  return made === 'found' ? isKept(crm, task, client, ports) : made === 'made';
};

/** No invocation lives longer: what one of before asked for has arrived by now, or never will. */
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
