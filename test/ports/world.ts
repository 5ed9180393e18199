import { SQSClient } from '@aws-sdk/client-sqs';
import type { Enrollment } from '../../engine/account/enrollment.ts';
import { tableControls } from '../../engine/adapters/aws/controls.ts';
import { sqsDeadLetters } from '../../engine/adapters/aws/dead-letters.ts';
import { tableAccountPorts } from '../../engine/adapters/aws/table/account-ports.ts';
import { activeEnrollments } from '../../engine/adapters/aws/table/active-enrollments.ts';
import { tableAllAccounts } from '../../engine/adapters/aws/table/all-accounts.ts';
import { tableClaims } from '../../engine/adapters/aws/table/claim-ledger.ts';
import { tableContactRecords } from '../../engine/adapters/aws/table/contact-records.ts';
import { tableDirectory } from '../../engine/adapters/aws/table/directory.ts';
import { tablePromptContents } from '../../engine/adapters/aws/table/prompt-contents.ts';
import { tableRefusals } from '../../engine/adapters/aws/table/refused-calls.ts';
import { tableSends } from '../../engine/adapters/aws/table/sends.ts';
import type { Instant } from '../../engine/kernel/instant.ts';
import { memoryActiveEnrollments } from '../../engine/memory/active-enrollments.ts';
import { memoryAllAccounts } from '../../engine/memory/all-accounts.ts';
import { memoryPorts, type StoredPorts } from '../../engine/memory/memory-ports.ts';
import { memoryParks } from '../../engine/memory/parking.ts';
import { newStore } from '../../engine/memory/store.ts';
import type { AllAccounts } from '../../engine/ports/all-accounts.ts';
import { march } from '../conformance/records.ts';
import { startTestTable, type TestDynamoDb } from '../support/dynamodb.ts';
import { type ParkedAt, park, parkedWait } from '../support/park.ts';

/** One world's stored state, and the clock that its ports read. */
export interface StoredWorld extends StoredPorts {
  clock: { at: Instant };
  /** What another process connects. */
  another(): StoredPorts;
  all: AllAccounts;
  activeEnrollments(journey: string): Promise<Enrollment[]>;
  /** What a state machine does when it begins to wait. */
  park(account: string, enrollment: string, at: ParkedAt): Promise<'parked' | 'refused'>;
  stop(): Promise<void>;
}

export const inMemory = (): StoredWorld => {
  const clock = { at: march(20) };
  const store = newStore({ now: () => clock.at });
  return {
    ...memoryPorts(store),
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
  const started = await startTestTable(dynamodb);
  const table = { ...started, addressKeys: () => ['secret'] as const };
  const queues = new SQSClient({ region: 'us-east-1' });
  const connect = (): StoredPorts => {
    const reading = { now: () => clock.at };
    return {
      ...tableAccountPorts(table, reading),
      claims: tableClaims(table),
      controls: tableControls(table),
      countTry: sqsDeadLetters(table, reading, queues, 'unused').countTry,
      directory: tableDirectory(table, reading),
      promptContents: tablePromptContents(table),
      records: tableContactRecords(table, reading),
      refusals: tableRefusals(table, reading),
      sends: tableSends(table),
    };
  };
  return {
    ...connect(),
    clock,
    another: connect,
    all: tableAllAccounts(table),
    activeEnrollments: async journey => (await Array.fromAsync(activeEnrollments(table, journey))).flat(),
    park: (account, enrollment, at) => park(started, account, enrollment, at),
    stop: started.stop,
  };
};
