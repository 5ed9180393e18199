import type { CrmName } from '../connectors/crms.ts';
import type { Instant } from '../kernel/instant.ts';

/** A task's copy in a CRM, by its id there. */
export interface CrmCopy {
  crm: CrmName;
  id: string;
}

/** Copies of tasks in CRMs, stored for 400 days. Strongly consistent. */
export interface CrmCopies {
  /** Stores a copy. Idempotent. If a process dies halfway, `taskOf` finds it and `ofTask` does not. */
  keep(task: { account: string; id: string }, copy: CrmCopy, now: Instant): Promise<void>;
  ofTask(task: { account: string; id: string }, crm: CrmName): Promise<CrmCopy | undefined>;
  /** The copy's task, until it is forgotten. */
  taskOf(copy: CrmCopy): Promise<{ account: string; id: string } | undefined>;
  /** Removes the copy, so that its changes are no longer followed. */
  forget(copy: CrmCopy): Promise<void>;
}
