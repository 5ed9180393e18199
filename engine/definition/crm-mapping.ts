import type { TaskOutcome } from './task.ts';

/** Mapping of the fields of a CRM's companies, and of its tasks. */
export interface CrmMapping {
  /** Account attribute by field: `{ annualrevenue: 'arr', renewal_date: 'renewalAt', hubspot_owner_id: 'owner' }`. */
  fields: Readonly<Record<string, string>>;
  /** Id or address of a CSM of the team, by the CRM's id of the user that owns the company or the task. */
  owners?: Readonly<Record<string, string>>;
  /** The value of a field by which a deal is won, and the event that it is. */
  won?: { field: string; is: string; event: string };
  /**
   * By which field a task is closed there, and what has come of it then, by value:
   * `{ field: 'hs_task_status', outcomes: { COMPLETED: 'contacted_recovering' } }`.
   */
  tasks?: { field: string; outcomes: Readonly<Record<string, TaskOutcome>> };
}
