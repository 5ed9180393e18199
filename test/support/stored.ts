import { SQSClient } from '@aws-sdk/client-sqs';
import type { TimelineLine } from '../../engine/account/timeline.ts';
import { tableControls } from '../../engine/adapters/aws/controls.ts';
import { sqsDeadLetters } from '../../engine/adapters/aws/dead-letters.ts';
import { tableAccountPorts } from '../../engine/adapters/aws/table/account-ports.ts';
import { tableAccountRecords } from '../../engine/adapters/aws/table/account-records.ts';
import { tableActionKeys } from '../../engine/adapters/aws/table/action-keys.ts';
import { tableClaims } from '../../engine/adapters/aws/table/claim-ledger.ts';
import { tableContactRecords } from '../../engine/adapters/aws/table/contact-records.ts';
import { tableDirectory } from '../../engine/adapters/aws/table/directory.ts';
import { tableEntryRefusals } from '../../engine/adapters/aws/table/entry-refusals.ts';
import { tablePromptContents } from '../../engine/adapters/aws/table/prompt-contents.ts';
import { tableRefusals } from '../../engine/adapters/aws/table/refused-calls.ts';
import { tableSends } from '../../engine/adapters/aws/table/sends.ts';
import type { Table } from '../../engine/adapters/aws/table/table.ts';
import { accountTimeline } from '../../engine/adapters/aws/table/timeline.ts';
import { tableVersions } from '../../engine/adapters/aws/table/versions.ts';
import { memoryPorts, type StoredPorts } from '../../engine/memory/memory-ports.ts';
import { allRows } from '../../engine/memory/rows.ts';
import { newStore, readAccount, type Store } from '../../engine/memory/store.ts';
import type { Clock } from '../../engine/ports/ports.ts';

/** Where a test stores: in memory, or in a table where it looks into that or counts requests. The contract suite holds them to the same. */
export type TestStore = Store | Table;

/** Nothing yet, in memory. */
export const testStore = (): Store => newStore({ now: () => '' });

/** What a process with that clock connects. */
export const storedIn = (store: TestStore, clock: Clock): StoredPorts =>
  'client' in store ? tablePorts(store, clock) : memoryPorts({ ...store, clock });

/** An account's whole story, in order. */
export const timelineIn = async (store: TestStore, account: string): Promise<TimelineLine[]> =>
  'client' in store ? accountTimeline(store, account) : [...allRows(readAccount(store, account).lines)];

export const tablePorts = (given: Table, clock: Clock): StoredPorts => {
  const table: Table = { addressKeys: () => ['secret'], ...given };
  return {
    ...tableAccountPorts(table, clock),
    accountRecords: tableAccountRecords(table, clock),
    actionKeys: tableActionKeys(table),
    claims: tableClaims(table),
    controls: tableControls(table),
    countTry: sqsDeadLetters(table, clock, new SQSClient({ region: 'us-east-1' }), 'unused').countTry,
    directory: tableDirectory(table, clock),
    promptContents: tablePromptContents(table),
    records: tableContactRecords(table, clock),
    refusals: tableRefusals(table, clock),
    sends: tableSends(table),
    versions: tableVersions(table, clock),
    entryRefusals: tableEntryRefusals(table, clock),
  };
};
