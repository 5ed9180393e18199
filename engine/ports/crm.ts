import type { CrmName } from '../connectors/crms.ts';
import type { CrmTask } from '../sinks/crm-task.ts';

/** The tasks of a CRM. Each call is tried again within seconds where that does nothing twice. */
export interface CrmTasks {
  /**
   * Makes one, and returns its id there.
   * @throws PostRefused for good, PostUnavailable for a while, PostUnanswered where it may be there
   */
  create(task: CrmTask): Promise<string>;
  /**
   * Its id, by the company and the mark, where it was made within 30 days and some minutes ago.
   * @throws PostUnavailable, PostRefused
   */
  find(task: CrmTask): Promise<string | undefined>;
  /** Shows it as it stands; false where it is not there any more. @throws PostUnavailable, PostRefused */
  update(id: string, task: CrmTask): Promise<boolean>;
}

/** @throws PostRefused where there is no destination of that name */
export type Crm = (crm: CrmName, destination: string) => CrmTasks;
