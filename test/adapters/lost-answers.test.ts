import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Change } from '../../engine/account/change.ts';
import { tableClientConfig } from '../../engine/adapters/aws/client-config.ts';
import { tableControls } from '../../engine/adapters/aws/controls.ts';
import { tableAccountPorts } from '../../engine/adapters/aws/table/account-ports.ts';
import { tableActionKeys } from '../../engine/adapters/aws/table/action-keys.ts';
import { tableClaims } from '../../engine/adapters/aws/table/claim-ledger.ts';
import { tableNotes } from '../../engine/adapters/aws/table/notes.ts';
import { tableSends } from '../../engine/adapters/aws/table/sends.ts';
import type { Table } from '../../engine/adapters/aws/table/table.ts';
import { tableTaskActs } from '../../engine/adapters/aws/table/task-acts.ts';
import { tableVersions } from '../../engine/adapters/aws/table/versions.ts';
import type { AccountPorts } from '../../engine/ports/account-ports.ts';
import type { ClaimLedger } from '../../engine/ports/claim-ledger.ts';
import type { Controls } from '../../engine/ports/ports.ts';
import type { Sends } from '../../engine/ports/sends.ts';
import {
  aContact,
  aDelivery,
  aHealthRecord,
  aLine,
  anEnrollment,
  anEvaluation,
  anEvent,
  aProfile,
  aTask,
  march,
} from '../conformance/records.ts';
import { outcomeOf } from '../support/account-store.ts';
import { startTestTable, type TestTable } from '../support/dynamodb.ts';
import { aJourney } from '../support/journeys.ts';

let given: TestTable;
let endpoint = '';
/** Loses the answers of the next so many calls, whatever their result. */
let lost = 0;
let calls = 0;
const clients: DynamoDBClient[] = [];
beforeAll(async () => {
  given = await startTestTable();
  if (!given.client.config.endpoint) throw new Error('The test table has an endpoint.');
  const { protocol, hostname, port } = await given.client.config.endpoint();
  endpoint = `${protocol}//${hostname}:${port}`;
});
afterAll(async () => {
  for (const client of clients) client.destroy();
  await given.stop();
});

/** As in a function's cold start, with the SDK's own retries. */
const startedTable = (): Table => {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new DynamoDBClient({ ...tableClientConfig(), endpoint, region: 'us-east-1', credentials });
  client.middlewareStack.add(
    next => async request => {
      calls++;
      const answer = next(request);
      if (lost <= 0) return answer;
      lost--;
      await answer.catch(() => undefined);
      throw Object.assign(new Error('The answer was lost.'), { name: 'TimeoutError' });
    },
    { step: 'deserialize', priority: 'high' },
  );
  clients.push(client);
  return { client, name: given.name };
};

const clock = { now: () => march(20) };
interface World {
  table: Table;
  store: AccountPorts;
  ledger: ClaimLedger;
  controls: Controls;
  sends: Sends;
}
const world = (table = startedTable()): World => ({
  table,
  store: tableAccountPorts(table, clock),
  ledger: tableClaims(table),
  controls: tableControls(table),
  sends: tableSends(table),
});

type Operation = (world: World, name: string) => Promise<unknown>;

const committing =
  (changes: (name: string) => Change[], before: (name: string) => Change[] = () => []): Operation =>
  async ({ store }, name) => {
    const losing = lost;
    lost = 0;
    if (before(name).length > 0) await store.accounts.commit(name, before(name));
    lost = losing;
    return outcomeOf(store.accounts.commit(name, changes(name)));
  };
const enrolled = (name: string): Change[] => [{ kind: 'enroll', enrollment: anEnrollment(name, 'e1') }];
const reserved = (name: string) => aDelivery(name, 'd1', { state: 'reserved', claims: 1 });

/** Every change whose repetition would fail its condition, alone, and some together. */
const commits: Readonly<Record<string, Operation>> = {
  profile: committing(name => [{ kind: 'profile', profile: aProfile(name) }]),
  'profile again': committing(
    name => [{ kind: 'profile', profile: aProfile(name, { revision: 2 }) }],
    name => [{ kind: 'profile', profile: aProfile(name) }],
  ),
  contact: committing(() => [{ kind: 'contact', contact: aContact('c1') }]),
  mailClaimed: committing(() => [{ kind: 'mailClaimed', claims: 1 }]),
  enroll: committing(enrolled),
  advance: committing(() => [{ kind: 'advance', enrollment: 'e1', step: 's', at: march(2) }], enrolled),
  exit: committing(() => [{ kind: 'exit', enrollment: 'e1', reason: 'why', at: march(2) }], enrolled),
  migrate: committing(
    name => [{ kind: 'migrate', enrollment: anEnrollment(name, 'e1', { version: 'v2', generation: 2 }) }],
    enrolled,
  ),
  evaluation: committing(name => [{ kind: 'evaluation', evaluation: anEvaluation(name) }]),
  'evaluation with counts': committing(name => [
    {
      kind: 'evaluation',
      evaluation: anEvaluation(name),
      counts: [{ journey: name, period: '2026-W09', evaluated: 1, tripped: 1 }],
    },
  ]),
  'task opened': committing(name => [{ kind: 'task', task: aTask(name, `${name}.t1`) }]),
  'task updated': committing(
    name => [{ kind: 'task', task: aTask(name, `${name}.t1`, { revision: 2 }) }],
    name => [{ kind: 'task', task: aTask(name, `${name}.t1`) }],
  ),
  'task resolved': committing(
    name => [{ kind: 'task', task: aTask(name, `${name}.t1`, { revision: 2, status: 'resolved' }) }],
    name => [{ kind: 'task', task: aTask(name, `${name}.t1`) }],
  ),
  claim: committing(name => [{ kind: 'claim', delivery: aDelivery(name, 'd1') }]),
  'claim again': committing(
    name => [{ kind: 'claim', delivery: aDelivery(name, 'd1', { claims: 2 }), replaces: reserved(name) }],
    name => [{ kind: 'claim', delivery: reserved(name) }],
  ),
  handOver: committing(
    name => [{ kind: 'handOver', delivery: reserved(name) }],
    name => [{ kind: 'claim', delivery: reserved(name) }],
  ),
  unwelcome: committing(
    name => [{ kind: 'unwelcome', delivery: aDelivery(name, 'd1'), fact: 'bounced' }],
    name => [{ kind: 'claim', delivery: aDelivery(name, 'd1') }],
  ),
  'several together': committing(name => [
    ...enrolled(name),
    { kind: 'line', line: aLine(name) },
    { kind: 'health', record: aHealthRecord(name, 2, 50) },
  ]),
};

const monday = '2026-03-16';
const tries = { now: march(16), maxAttempts: 2 };
const digest = (csm: string) => ({ kind: 'digest', csm, monday }) as const;
const notice = (account: string) => ({ kind: 'notice', account, name: 'slack.t1.1.opened' }) as const;

/** Claims and first writes: each returns that this caller was first. */
const claims: Readonly<Record<string, Operation>> = {
  'a digest': ({ ledger }, name) => ledger.claim(digest(name), tries),
  'a digest of unknown fate': async ({ ledger }, name) => {
    const losing = lost;
    lost = 0;
    await ledger.claim(digest(name), tries);
    lost = losing;
    return ledger.claim(digest(name), { ...tries, now: march(17) });
  },
  'a notice': ({ ledger }, name) => ledger.claim(notice(name), { now: march(2) }),
  'calls of a write key': async ({ controls }, name) => {
    const asked = { now: march(2), calls: 60, atMost: 100 };
    return [await controls.countCalls(name, asked), await controls.countCalls(name, asked)];
  },
  'a verdict on a week': ({ store }, name) =>
    store.guardedWeeks.saveVerdictOnce({ journey: name, period: '2026-W10' }, 'fire', { evaluated: 10, tripped: 1 }),
  'an action under its key': async ({ table }, name) =>
    (await tableActionKeys(table).begin({ by: name, key: 'k' }, { request: name, at: march(2) })).request === name,
  'an action on a task': async ({ table }, name) => {
    const event = anEvent(name, 'act');
    const asked = await tableTaskActs(table).ask({ account: name, task: 't1', revision: 1 }, event, march(2));
    return asked.name;
  },
  'a note': async ({ table }, name) => {
    const notes = tableNotes(table, clock);
    await notes.keep({ account: name, id: 'n1', at: march(2), by: 'maya', text: 'Call them.' });
    return (await notes.ofAccount(name, { limit: 10 })).notes.length;
  },
  'the versions of a deployment': async ({ table }, name) => {
    const journey = { ...aJourney({ id: name }), hash: name.padEnd(16, '0') };
    return Object.keys(await tableVersions(table, clock).bring([journey])).includes(name);
  },
  'the medians of a day': ({ store }, name) => store.plans.keepMedians(name, monday, { signIns: 3 }),
  'the peak of a journey': ({ sends }, name) => sends.keepPeak(name, march(2), 7),
  'an event that was seen': async ({ store }, name) => {
    const losing = lost;
    lost = 0;
    await store.accounts.commit(name, enrolled(name));
    lost = losing;
    return (await store.enrollments.see(name, 'e1', 'done', march(2)))?.seen;
  },
  'a fact of a delivery': async ({ store }, name) => {
    const losing = lost;
    lost = 0;
    await store.accounts.commit(name, [{ kind: 'claim', delivery: aDelivery(name, 'd1') }]);
    lost = losing;
    return (await store.deliveries.recordFact(name, 'd1', 'sent', march(2)))?.id;
  },
};

let count = 0;
/** Results with none, one and two answers lost, each on an account of its own. */
const answers = async (operation: Operation): Promise<unknown[]> => {
  const all: unknown[] = [];
  for (const losing of [0, 1, 2]) {
    lost = losing;
    const before = calls;
    all.push(await operation(world(), `a${++count}`));
    expect([calls - before > losing, lost]).toEqual([true, 0]);
  }
  return all;
};

describe('an answer that is lost does not make our own write that of somebody else', () => {
  test.each(Object.entries(commits))('%s', async (_, operation) => {
    expect(await answers(operation)).toEqual(['committed', 'committed', 'committed']);
  });

  test.each(Object.entries(claims))('%s', async (_, operation) => {
    const [told, ...others] = await answers(operation);
    expect(others).toEqual([told, told]);
  });
});

test('somebody else’s write still is', async () => {
  lost = 0;
  const { store, ledger } = world();
  const contact = aContact('c1');
  await store.accounts.commit('others', [{ kind: 'contact', contact }]);
  expect(await outcomeOf(store.accounts.commit('others', [{ kind: 'contact', contact }]))).toBe('contact');
  expect(await ledger.claim(digest('others'), tries)).toBe('claimed');
  expect(await ledger.claim(digest('others'), tries)).toBe('taken');
  await ledger.settle(digest('others'), 'sent');
  expect(await ledger.claim(digest('others'), { ...tries, now: march(17) })).toBe('settled');
  expect(await ledger.claim(notice('others'), { now: march(2) })).toBe('claimed');
  expect(await ledger.claim(notice('others'), { now: march(2) })).toBe('taken');
  expect(await store.contacts.find('others', 'c1')).toEqual(contact);
});
