import type { CrmName } from '../connectors/crms.ts';
import type { Instant } from '../kernel/instant.ts';

/** A task as a CRM has it, by its id there. */
export interface CrmCopy {
  crm: CrmName;
  id: string;
}

/** Which tasks CRMs have, for 400 days. Strongly consistent. */
export interface CrmCopies {
  /** Again, it changes nothing. It is found both ways, or not yet by `ofTask`. */
  keep(task: { account: string; id: string }, copy: CrmCopy, now: Instant): Promise<void>;
  ofTask(task: { account: string; id: string }, crm: CrmName): Promise<CrmCopy | undefined>;
  /** Until it is forgotten. */
  taskOf(copy: CrmCopy): Promise<{ account: string; id: string } | undefined>;
  /** Stops asking for changes of that copy. */
  forget(copy: CrmCopy): Promise<void>;
}
