import type { AccountPorts } from '../ports/account-ports.ts';
import type { ContactRecords } from '../ports/contact-records.ts';
import type { DeadLetters } from '../ports/dead-letters.ts';
import type { AllPorts } from '../ports/ports.ts';
import { memoryAccountRecords } from './account-records.ts';
import { memoryAccounts } from './accounts.ts';
import { memoryActionKeys } from './action-keys.ts';
import { memoryAnswers } from './answers.ts';
import { memoryAttempts } from './attempts.ts';
import { memoryAudit } from './audit.ts';
import { memoryClaims } from './claims.ts';
import { memoryContactRecords } from './contact-records.ts';
import { memoryContacts } from './contacts.ts';
import { memoryControls } from './controls.ts';
import { memoryCrmCopies } from './crm-copies.ts';
import { memoryCustomers } from './customers.ts';
import { memoryDeliveries } from './deliveries.ts';
import { memoryDirectory } from './directory.ts';
import { memoryDue } from './due-index.ts';
import { memoryEnrollments } from './enrollments.ts';
import { memoryEntryRefusals } from './entry-refusals.ts';
import { memoryGuardedWeeks } from './guarded-weeks.ts';
import { memoryHealthHistory } from './health-history.ts';
import { memoryNotes } from './notes.ts';
import { memoryPlans } from './plans.ts';
import { memoryPromptContents } from './prompt-contents.ts';
import { memoryPrompts } from './prompts.ts';
import { memoryRefusals } from './refusals.ts';
import { memoryRevenue } from './revenue.ts';
import { memorySends } from './sends.ts';
import type { Store } from './store.ts';
import { memoryTaskActs } from './task-acts.ts';
import { memoryTaskMessages } from './task-messages.ts';
import { memoryTasks } from './tasks.ts';
import { memoryTimelines } from './timelines.ts';
import { memoryVersions } from './versions.ts';
import { memoryWaitingEvents } from './waiting-events.ts';

/** The ports that are stored state. */
export type StoredPorts = AccountPorts &
  Pick<
    AllPorts,
    | 'accountRecords'
    | 'actionKeys'
    | 'claims'
    | 'controls'
    | 'directory'
    | 'promptContents'
    | 'refusals'
    | 'sends'
    | 'versions'
    | 'entryRefusals'
  > &
  Pick<DeadLetters, 'countTry'> & { records: ContactRecords };

/** The ports of single accounts' stored data. */
export const memoryAccountPorts = (store: Store): AccountPorts => ({
  accounts: memoryAccounts(store),
  answers: memoryAnswers(store),
  audit: memoryAudit(store),
  contacts: memoryContacts(store),
  crmCopies: memoryCrmCopies(store),
  customers: memoryCustomers(store),
  deliveries: memoryDeliveries(store),
  due: memoryDue(store),
  enrollments: memoryEnrollments(store),
  guardedWeeks: memoryGuardedWeeks(store),
  healthHistory: memoryHealthHistory(store),
  notes: memoryNotes(store),
  plans: memoryPlans(store),
  prompts: memoryPrompts(store),
  revenue: memoryRevenue(store),
  taskActs: memoryTaskActs(store),
  taskMessages: memoryTaskMessages(store),
  tasks: memoryTasks(store),
  timelines: memoryTimelines(store),
  waiting: memoryWaitingEvents(store),
});

/** The ports of one process. Caches, such as when it last read something, are its own. */
export const memoryPorts = (store: Store): StoredPorts => ({
  ...memoryAccountPorts(store),
  ...memoryAttempts(store),
  accountRecords: memoryAccountRecords(store),
  actionKeys: memoryActionKeys(store),
  claims: memoryClaims(store),
  controls: memoryControls(store),
  directory: memoryDirectory(store),
  promptContents: memoryPromptContents(store),
  records: memoryContactRecords(store),
  refusals: memoryRefusals(store),
  sends: memorySends(store),
  versions: memoryVersions(store),
  entryRefusals: memoryEntryRefusals(store),
});
