import type { AllPorts } from '../../../ports/ports.ts';
import type { Tally } from '../../../ports/tally.ts';
import { tableAccountList } from './account-list.ts';
import { tableJourneyCounts } from './journey-counts.ts';
import type { Table } from './table.ts';
import { tableTally } from './tally.ts';

export type CountPorts = Pick<AllPorts, 'accountList' | 'journeyCounts'> & { tally: Tally };

/** The account list, journey counts, and the tally that writes both. */
export const tableCountPorts = (table: Table): CountPorts => ({
  accountList: tableAccountList(table),
  journeyCounts: tableJourneyCounts(table),
  tally: tableTally(table),
});
