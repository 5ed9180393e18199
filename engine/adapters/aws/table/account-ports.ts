import type { AccountPorts } from '../../../ports/account-ports.ts';
import type { Clock } from '../../../ports/ports.ts';
import { tableAccounts } from './accounts.ts';
import { tableAnswers } from './answers.ts';
import { tableAudit } from './audit.ts';
import { tableContacts } from './contacts.ts';
import { tableCrmCopies } from './crm-copies.ts';
import { tableCustomers } from './customers.ts';
import { tableDeliveries } from './deliveries.ts';
import { tableDue } from './due-index.ts';
import { tableEnrollments } from './enrollments.ts';
import { tableGuardedWeeks } from './guarded-weeks.ts';
import { tableHealthHistory } from './health-history.ts';
import { tableNotes } from './notes.ts';
import { tablePlans } from './plans.ts';
import { tablePrompts } from './prompts.ts';
import { tableRevenue } from './revenue.ts';
import type { Table } from './table.ts';
import { tableTaskActs } from './task-acts.ts';
import { tableTaskMessages } from './task-messages.ts';
import { tableTasks } from './tasks.ts';
import { tableTimelines } from './timelines.ts';
import { tableWaitingEvents } from './waiting-events.ts';

/** The ports of single accounts' stored data, in one table. */
export const tableAccountPorts = (table: Table, clock: Clock): AccountPorts => ({
  accounts: tableAccounts(table, clock),
  answers: tableAnswers(table, clock),
  audit: tableAudit(table, clock),
  contacts: tableContacts(table),
  crmCopies: tableCrmCopies(table, clock),
  customers: tableCustomers(table),
  deliveries: tableDeliveries(table),
  due: tableDue(table),
  enrollments: tableEnrollments(table),
  guardedWeeks: tableGuardedWeeks(table),
  healthHistory: tableHealthHistory(table, clock),
  notes: tableNotes(table, clock),
  plans: tablePlans(table, clock),
  prompts: tablePrompts(table, clock),
  revenue: tableRevenue(table),
  taskActs: tableTaskActs(table),
  taskMessages: tableTaskMessages(table, clock),
  tasks: tableTasks(table),
  timelines: tableTimelines(table, clock),
  waiting: tableWaitingEvents(table, clock),
});
