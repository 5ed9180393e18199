import type { AllAccounts } from '../../../ports/all-accounts.ts';
import type { Clock } from '../../../ports/ports.ts';
import { accountRecords } from './account-records.ts';
import { allHealth } from './health-history.ts';
import { nextDue } from './next-due.ts';
import { countStillWaiting } from './still-waiting.ts';
import type { Table } from './table.ts';
import { allTimelines } from './timeline.ts';

export const tableAllAccounts = (table: Table, clock: Clock): AllAccounts => ({
  timeline: () => Array.fromAsync(allTimelines(table)),
  health: () => Array.fromAsync(allHealth(table)),
  records: () => accountRecords(table, clock),
  stillWaiting: () => countStillWaiting(table),
  nextDue: now => nextDue(table, now),
});
