import type { Accounts } from './accounts.ts';
import type { Answers } from './answers.ts';
import type { Audit } from './audit.ts';
import type { Contacts } from './contacts.ts';
import type { CrmCopies } from './crm-copies.ts';
import type { Customers } from './customers.ts';
import type { Deliveries } from './deliveries.ts';
import type { DueIndex } from './due-index.ts';
import type { Enrollments } from './enrollments.ts';
import type { GuardedWeeks } from './guarded-weeks.ts';
import type { HealthHistory } from './health-history.ts';
import type { Notes } from './notes.ts';
import type { Plans } from './plans.ts';
import type { Prompts } from './prompts.ts';
import type { Revenue } from './revenue.ts';
import type { TaskActs } from './task-acts.ts';
import type { TaskMessages } from './task-messages.ts';
import type { Tasks } from './tasks.ts';
import type { Timelines } from './timelines.ts';
import type { WaitingEvents } from './waiting-events.ts';

/** Stored state of accounts. All ports read what commits of `accounts` wrote, so a world creates them together. */
export interface AccountPorts {
  accounts: Accounts;
  answers: Answers;
  audit: Audit;
  contacts: Contacts;
  crmCopies: CrmCopies;
  customers: Customers;
  deliveries: Deliveries;
  due: DueIndex;
  enrollments: Enrollments;
  guardedWeeks: GuardedWeeks;
  healthHistory: HealthHistory;
  notes: Notes;
  plans: Plans;
  prompts: Prompts;
  revenue: Revenue;
  taskActs: TaskActs;
  taskMessages: TaskMessages;
  tasks: Tasks;
  timelines: Timelines;
  waiting: WaitingEvents;
}
