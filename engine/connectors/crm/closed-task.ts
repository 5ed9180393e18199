import type { CrmMapping } from '../../definition/crm-mapping.ts';
import { definedFields } from '../../kernel/defined-fields.ts';
import type { Instant } from '../../kernel/instant.ts';
import { ownMember } from '../../kernel/own-member.ts';
import { isSameWord } from '../../kernel/same-word.ts';
import type { ConnectorEvent } from '../connector-webhook.ts';
import type { CrmName } from '../crms.ts';

/** A CRM's change to a task: the new values of some of its fields, and the user who changed them. */
export interface CrmTaskChange {
  id: string;
  occurredAt: Instant;
  receivedAt: Instant;
  /** The task's id in the CRM. */
  task: string;
  user: string | undefined;
  fields: Readonly<Record<string, unknown>>;
}

/** A list of statuses has its words in any spelling. */
const outcomeOf = <Outcome>(outcomes: Readonly<Record<string, Outcome>>, status: string): Outcome | undefined =>
  Object.entries(outcomes).find(([each]) => isSameWord(each, status))?.[1];

/** That a task was closed there, by what the catalog says of its fields. Nothing of other changes. */
export const closedTask = (
  crm: CrmName,
  { id, occurredAt, receivedAt, task, user = '', fields }: CrmTaskChange,
  { tasks, owners = {} }: CrmMapping,
): ConnectorEvent[] => {
  const value = tasks && ownMember(fields, tasks.field);
  const outcome = tasks && typeof value === 'string' ? outcomeOf(tasks.outcomes, value) : undefined;
  if (outcome === undefined) return [];
  const by = ownMember(owners, user) ?? crm;
  return [
    {
      id: `task:${crm}.${id}`,
      source: 'task',
      name: 'task.resolved',
      occurredAt,
      receivedAt,
      fields: definedFields({ outcome, by }),
      copy: { crm, id: task },
    },
  ];
};
