import type { AllAccounts } from '../../../ports/all-accounts.ts';
import { allHealth } from './health-history.ts';
import { nextDue } from './next-due.ts';
import { countStillWaiting } from './still-waiting.ts';
import type { Table } from './table.ts';
import { allTimelines } from './timeline.ts';

export const tableAllAccounts = (table: Table): AllAccounts => ({
  timeline: () => Array.fromAsync(allTimelines(table)),
  health: () => Array.fromAsync(allHealth(table)),
  stillWaiting: () => countStillWaiting(table),
  nextDue: now => nextDue(table, now),
});
