import type { Change } from '../engine/account/change.ts';
import { tableAccountPorts } from '../engine/adapters/aws/table/account-ports.ts';
import { memoryAccountPorts } from '../engine/memory/memory-ports.ts';
import { newStore } from '../engine/memory/store.ts';
import type { Accounts } from '../engine/ports/accounts.ts';
import { aContact, aLine, anEnrollment, anEvent, aProfile, march } from '../test/conformance/records.ts';
import { startTestTable } from '../test/support/dynamodb.ts';
import { type Part, timed } from './part.ts';

const clock = { now: () => march(20) };
const rounds = 1_000;

/** Commits and snapshots, in memory and in the table; for the table, only this process's CPU time. */
export const stored: Part = async tell => {
  const memory = memoryAccountPorts(newStore(clock)).accounts;
  tell('in memory');
  await commitAndRead(memory, 'warm up');
  const inMemory = await timed(() => commitAndRead(memory, 'acme'));
  const table = await startTestTable();
  try {
    tell('in the table');
    const { accounts } = tableAccountPorts(table, clock);
    const inTable = await timed(() => commitAndRead(accounts, 'acme'));
    return [
      { name: 'commit and snapshot in memory', value: (inMemory.cpu * 1e6) / rounds, unit: 'µs CPU each' },
      { name: 'commit and snapshot in the table', value: (inTable.cpu * 1e6) / rounds, unit: 'µs CPU each' },
      { name: 'the table to memory', value: inTable.cpu / inMemory.cpu, unit: 'times the CPU' },
    ];
  } finally {
    await table.stop();
  }
};

/** Commits to an account with 20 people and 5 enrollments, and reads it; each round moves one enrollment. */
const commitAndRead = async (accounts: Accounts, account: string): Promise<void> => {
  const name = (n: number): string => `e${n % 5}`;
  await accounts.commit(account, [
    { kind: 'profile', profile: aProfile(account) },
    ...Array.from({ length: 20 }, (_, n): Change => ({ kind: 'contact', contact: aContact(`c${n}`) })),
    ...Array.from({ length: 5 }, (_, n): Change => ({ kind: 'enroll', enrollment: anEnrollment(account, name(n)) })),
  ]);
  for (let n = 0; n < rounds; n++) {
    const at = new Date(Date.parse(march(1)) + n * 1_000_000).toISOString();
    const { profile } = await accounts.snapshot(account, { usageSince: march(1) });
    await accounts.commit(account, [
      { kind: 'profile', profile: aProfile(account, { revision: (profile?.revision ?? 0) + 1 }) },
      { kind: 'advance', enrollment: name(n), step: `step-${n % 10}`, at },
      { kind: 'line', line: aLine(account, { at, key: String(n) }) },
      { kind: 'mark', event: anEvent(account, `m${n}`, { occurredAt: at }) },
    ]);
  }
};
