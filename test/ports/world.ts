import { paginateScan } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Enrollment } from '../../engine/account/enrollment.ts';
import { activeEnrollments } from '../../engine/adapters/aws/table/active-enrollments.ts';
import { tableAllAccounts } from '../../engine/adapters/aws/table/all-accounts.ts';
import type { Instant } from '../../engine/kernel/instant.ts';
import { memoryActiveEnrollments } from '../../engine/memory/active-enrollments.ts';
import { memoryAllAccounts } from '../../engine/memory/all-accounts.ts';
import { memoryPorts, type StoredPorts } from '../../engine/memory/memory-ports.ts';
import { memoryParks } from '../../engine/memory/parking.ts';
import { newStore } from '../../engine/memory/store.ts';
import type { AllAccounts } from '../../engine/ports/all-accounts.ts';
import { march } from '../conformance/records.ts';
import { startTestTable, type TestDynamoDb, type TestTable } from '../support/dynamodb.ts';
import { type ParkedAt, park, parkedWait } from '../support/park.ts';
import { tablePorts } from '../support/stored.ts';
import { type CountedWorld, countedInMemory, countedInTable } from './counted-worlds.ts';

/** One world's stored state, and the clock that its ports read. */
export interface StoredWorld extends StoredPorts, CountedWorld {
  clock: { at: Instant };
  /** What another process connects. */
  another(): StoredPorts;
  all: AllAccounts;
  activeEnrollments(journey: string): Promise<Enrollment[]>;
  /** What a state machine does when it begins to wait. */
  park(account: string, enrollment: string, at: ParkedAt): Promise<'parked' | 'refused'>;
  /** Where it is a table: every row of every account, in order of their keys. */
  rows?(): Promise<unknown>;
  stop(): Promise<void>;
}

export const inMemory = (): StoredWorld => {
  const clock = { at: march(20) };
  const store = newStore({ now: () => clock.at });
  return {
    ...memoryPorts(store),
    ...countedInMemory(store),
    clock,
    another: () => memoryPorts(store),
    all: memoryAllAccounts(store),
    activeEnrollments: async journey => (await Array.fromAsync(memoryActiveEnrollments(store, journey))).flat(),
    park: async (account, enrollment, at) =>
      memoryParks(store).park(account, enrollment, parkedWait(at)) ? 'parked' : 'refused',
    stop: async () => undefined,
  };
};

export const inTable = async (dynamodb: TestDynamoDb): Promise<StoredWorld> => {
  const clock = { at: march(20) };
  const table = await startTestTable(dynamodb);
  const connect = () => tablePorts(table, { now: () => clock.at });
  const ports = connect();
  return {
    ...ports,
    ...(await countedInTable(table, { now: () => clock.at }, ports)),
    clock,
    another: connect,
    all: tableAllAccounts(table, { now: () => clock.at }),
    activeEnrollments: async journey => (await Array.fromAsync(activeEnrollments(table, journey))).flat(),
    park: (account, enrollment, at) => park(table, account, enrollment, at),
    rows: () => rowsOf(table),
    stop: table.stop,
  };
};

const rowsOf = async ({ client, name }: TestTable): Promise<unknown> => {
  const pages = paginateScan({ client }, { TableName: name, ConsistentRead: true });
  const rows = (await Array.fromAsync(pages)).flatMap(({ Items = [] }) => Items);
  // An attempt to commit has a name of its own.
  return rows.map((row): Row => ({ ...unmarshall(row), attemptId: undefined })).sort(byKey);
};

const byKey = (a: Row, b: Row): number => (`${a.pk} ${a.sk}` < `${b.pk} ${b.sk}` ? -1 : 1);
type Row = Record<string, unknown>;
