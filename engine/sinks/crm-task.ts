import { sha256Of } from '../account/sha256-of.ts';
import type { Task } from '../account/task.ts';
import type { CrmMapping } from '../definition/crm-mapping.ts';
import { memberOf, type Team } from '../definition/team.ts';
import type { CalendarDate, Instant } from '../kernel/instant.ts';
import { revenueText } from '../kernel/money.ts';
import { shortened } from '../kernel/shortened.ts';
import { ownersDay } from '../tasks/owner-zone.ts';
import type { Staff } from '../tasks/task-actions.ts';
import { taskStanding } from '../tasks/task-standing.ts';
import { describeEvidence, reasonText } from '../tasks/task-summary.ts';

/** A task in terms common to all CRMs. */
export interface CrmTask {
  /** A line of the text by which the CRM's copy can be found. */
  mark: string;
  /** The company's id in the CRM. */
  company: string;
  /** At most 255 characters. */
  title: string;
  lines: readonly string[];
  dueAt: Instant;
  /** The due date in the owner's time zone: some CRMs accept no time. */
  dueOn: CalendarDate;
  priority: 'high' | 'normal' | 'low';
  /** The owner's user id in the CRM; undefined if the catalog maps none. */
  owner?: string;
  /** For a resolved task: the field with the outcome, if the catalog maps one. */
  closed?: Readonly<Record<string, string>>;
}

interface Given {
  company: string;
  mapping: CrmMapping | undefined;
  staff: Staff;
  link: string | undefined;
}

/** The CRM's view of the task in its current state. It names no person outside the team. */
export const crmTask = (task: Task, { company, mapping, staff, link }: Given): CrmTask => {
  const { account, accountName, play, severity, arrAtStake, owner, dueAt, id } = task;
  const mark = `Daymark task ${sha256Of(account, id).slice(0, 16)}`;
  const stake = arrAtStake === null ? [] : [`${revenueText(arrAtStake)} a year`];
  const theirs = ownerIn(mapping, owner, staff.team);
  const closed = closedBy(mapping, task);
  return {
    mark,
    company,
    title: shortened(`${accountName ?? account}: ${reasonText(task)}`, 255),
    lines: [
      describeEvidence(task),
      `Do: ${play}`,
      [`severity ${severity}`, ...stake].join(' · '),
      taskStanding(task, staff) ?? '',
      link ?? '',
      mark,
    ].filter(Boolean),
    dueAt,
    dueOn: ownersDay(dueAt, task, staff),
    priority: ({ 1: 'high', 2: 'normal', 3: 'low' } as const)[severity],
    ...(theirs !== undefined && { owner: theirs }),
    ...(closed && { closed }),
  };
};

const ownerIn = (mapping: CrmMapping | undefined, owner: string, team: Team): string | undefined =>
  Object.entries(mapping?.owners ?? {}).find(([, csm]) => (memberOf(csm, team)?.id ?? csm) === owner)?.[0];

const closedBy = (mapping: CrmMapping | undefined, { status, outcome }: Task): CrmTask['closed'] => {
  if (status !== 'resolved') return undefined;
  const { field, outcomes = {} } = mapping?.tasks ?? {};
  const value = Object.keys(outcomes).find(each => outcomes[each] === outcome?.code);
  return field === undefined || value === undefined ? {} : { [field]: value };
};
