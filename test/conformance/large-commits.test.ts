import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Change } from '../../engine/account/change.ts';
import { tableAccountPorts } from '../../engine/adapters/aws/table/account-ports.ts';
import { itemsBetween } from '../../engine/adapters/aws/table/table.ts';
import { accountTimeline } from '../../engine/adapters/aws/table/timeline.ts';
import type { AccountPorts } from '../../engine/ports/account-ports.ts';
import { startTestStore } from '../support/account-store.ts';
import type { Death } from '../support/crash.ts';
import { dyingTable } from '../support/dying-table.ts';
import type { TestTable } from '../support/dynamodb.ts';
import { aLine, anEnrollment, anEvaluation, anEvent, aProfile, aTask, march } from './records.ts';

let store: AccountPorts;
let table: TestTable;
beforeAll(async () => {
  ({ store, table } = await startTestStore(march(20)));
});
afterAll(() => table.stop());

const name = (n: number): string => `e${String(n).padStart(4, '0')}`;
const week = { journey: 'login-drop', period: '2026-W09' };

/** An account that is in so many enrollments, each with a task. */
const given = async (account: string, enrollments: number): Promise<void> => {
  const rows = Array.from({ length: enrollments }, (_, n): Change[] => [
    { kind: 'enroll', enrollment: anEnrollment(account, name(n)) },
    { kind: 'task', task: aTask(account, `t-${account}-${name(n)}`, { enrollment: name(n) }) },
  ]);
  for (let n = 0; n < rows.length; n += 15) await store.accounts.commit(account, rows.slice(n, n + 15).flat());
};

/** All of them exit at once, their tasks are closed, and the event's changes are written with it. */
const everybodyLeaves = (account: string, enrollments: number): Change[] => [
  { kind: 'profile', profile: aProfile(account) },
  ...Array.from({ length: enrollments }, (_, n): Change[] => [
    { kind: 'exit', enrollment: name(n), reason: 'Account Deleted', at: march(5) },
    { kind: 'line', line: aLine(account, { enrollment: name(n), key: 'exited' }) },
  ]).flat(),
  ...Array.from({ length: enrollments }, (_, n): Change[] => [
    { kind: 'task', task: resolved(account, n) },
    { kind: 'line', line: aLine(account, { enrollment: name(n), key: 'task' }) },
  ]).flat(),
  { kind: 'evaluation', evaluation: anEvaluation(account), counts: [{ ...week, evaluated: 1, tripped: 0 }] },
  { kind: 'mark', event: anEvent(account, 'deleted') },
];

const resolved = (account: string, n: number) =>
  aTask(account, `t-${account}-${name(n)}`, { enrollment: name(n), status: 'resolved', revision: 2 });

/** All items of the account's partition, without the account's id. */
const partition = async (account: string): Promise<string[]> => {
  const items = await itemsBetween(table, `ACCT#${account}`, '!', '~');
  // Index shards depend on the account's id.
  return items.map(({ ipk: _, ...item }) => JSON.stringify(item, inOrder).replaceAll(account, 'acme'));
};

const inOrder = (_: string, value: unknown): unknown => {
  if (value instanceof Set) return [...value].sort();
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value;
};

test('150 enrollments with their tasks end in one commit', async () => {
  await given('big', 150);

  await store.accounts.commit('big', everybodyLeaves('big', 150));

  const { enrollments, tasks, profile } = await store.accounts.snapshot('big', { usageSince: march(1) });
  expect(enrollments).toHaveLength(150);
  expect(enrollments.every(({ status }) => status === 'exited')).toBe(true);
  expect(tasks).toEqual([]);
  expect(profile?.revision).toBe(1);
  expect(await accountTimeline(table, 'big')).toHaveLength(300);
  expect((await partition('big')).filter(item => item.includes('COMMIT#'))).toEqual([]);
});

test('many enrollments end of an account whose profile and evaluation are as large as an item can be', async () => {
  await given('wide', 60);
  const long = { value: 'x'.repeat(1_000), at: march(2) };
  const attributes = Object.fromEntries(Array.from({ length: 350 }, (_, n) => [`attribute-${n}`, long]));
  const state = { rule: 'x'.repeat(1_000), armed: true };
  const signals = Object.fromEntries(Array.from({ length: 350 }, (_, n) => [`signal-${n}`, state]));
  const all = everybodyLeaves('wide', 60).map((change): Change => {
    if (change.kind === 'profile') return { ...change, profile: { ...change.profile, attributes } };
    return change.kind === 'evaluation' ? { ...change, evaluation: { ...change.evaluation, signals } } : change;
  });

  await store.accounts.commit('wide', all);

  const { enrollments, evaluation, profile } = await store.accounts.snapshot('wide', { usageSince: march(1) });
  expect(enrollments.filter(({ status }) => status === 'exited')).toHaveLength(60);
  expect([profile?.attributes, evaluation?.signals]).toEqual([attributes, signals]);
});

test('a commit of several transactions survives a death before and after each request', async () => {
  await given('clean', 25);
  const before = await partition('clean');
  await store.accounts.commit('clean', everybodyLeaves('clean', 25));
  const after = await partition('clean');
  const counted = (await store.guardedWeeks.read(week)).count.evaluated;

  let written = 0;
  for (const when of ['before', 'after'] as const) {
    for (let at = 1; ; at++) {
      const account = `died-${when}-${at}`;
      await given(account, 25);
      const died = await commitDying(account, everybodyLeaves(account, 25), { at, when });

      // Any read of the account completes the commit.
      await store.accounts.snapshot(account, { withoutContacts: true });
      const left = (await partition(account)).filter(item => !item.includes('"sk":"COMMIT#'));
      expect([JSON.stringify(before), JSON.stringify(after)], account).toContain(JSON.stringify(left));
      if (left.length === after.length) written++;
      if (!died) break;
    }
  }

  expect(written).toBeGreaterThan(6);
  expect((await store.guardedWeeks.read(week)).count.evaluated - counted).toBe(written);
});

const commitDying = async (account: string, changes: readonly Change[], death: Death): Promise<boolean> => {
  const dying = dyingTable(table, death);
  const committing = tableAccountPorts(dying.table, { now: () => march(20) }).accounts.commit(account, changes);
  await committing.catch(error => {
    if (!dying.hasDied()) throw error;
  });
  return dying.hasDied();
};

test('two readers complete the same commit, and each page is written once', async () => {
  await given('shared', 60);
  // After its three pages and the first transaction.
  await commitDying('shared', everybodyLeaves('shared', 60), { at: 5, when: 'after' });
  expect((await partition('shared')).some(item => item.includes('HOT#COMMIT#'))).toBe(true);

  const snapshots = await Promise.all([
    store.accounts.snapshot('shared'),
    store.accounts.snapshot('shared'),
    store.accounts.snapshot('shared'),
  ]);

  for (const { enrollments, tasks } of snapshots) {
    expect(enrollments.filter(({ status }) => status === 'active')).toEqual([]);
    expect(tasks).toEqual([]);
  }
  expect(await accountTimeline(table, 'shared')).toHaveLength(120);
});

test('who reads one enrollment alone completes a commit that it is part of', async () => {
  await given('alone', 60);
  await commitDying('alone', everybodyLeaves('alone', 60), { at: 5, when: 'after' });
  expect((await partition('alone')).some(item => item.includes('HOT#COMMIT#'))).toBe(true);

  const { enrollments } = await store.accounts.snapshot('alone', { ofEnrollment: name(59) });

  expect(enrollments.map(({ id, status }) => `${id} ${status}`)).toEqual([`${name(59)} exited`]);
  expect((await partition('alone')).filter(item => item.includes('COMMIT#'))).toEqual([]);
});

test('what was overtaken between two pages is left out with its lines, and a task that changed meanwhile is closed', async () => {
  await given('late', 60);
  await commitDying('late', everybodyLeaves('late', 60), { at: 5, when: 'after' });
  const completed: Change = { kind: 'advance', enrollment: name(59), step: 'last', at: march(4), ended: 'completed' };
  const acknowledged = aTask('late', `t-late-${name(58)}`, {
    enrollment: name(58),
    status: 'acknowledged',
    revision: 2,
  });
  const done = { ...resolved('late', 57), outcome: undefined };
  await store.accounts.commit('late', [completed]);
  await store.accounts.commit('late', [{ kind: 'task', task: acknowledged }]);
  await store.accounts.commit('late', [{ kind: 'task', task: done }]);

  const { enrollments, tasks } = await store.accounts.snapshot('late');

  expect(enrollments.find(({ id }) => id === name(59))?.status).toBe('completed');
  expect(enrollments.filter(({ status }) => status === 'exited')).toHaveLength(59);
  expect(tasks).toEqual([]);
  expect((await store.tasks.find('late', acknowledged.id))?.revision).toBe(3);
  expect((await store.tasks.find('late', done.id))?.revision).toBe(2);
  const lines = await accountTimeline(table, 'late');
  expect(lines.filter(({ enrollment }) => enrollment === name(59)).map(({ key }) => key)).toEqual(['task']);
  expect(lines.filter(({ enrollment }) => enrollment === name(57)).map(({ key }) => key)).toEqual(['exited']);
});
