import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Task } from '../../engine/account/task.ts';
import { digestOf } from '../../engine/tasks/digest.ts';
import { aTask } from '../support/tasks.ts';

const inDigest = (account: string, arrAtStake: number | null, more: Partial<Task> = {}) =>
  aTask({ id: `${account}.${JSON.stringify(more)}`, account, arrAtStake, inDigest: true, ...more });

describe('what a digest says is at stake', () => {
  test('counts the revenue of an account once, however many of its tasks there are', () => {
    const tasks = [
      inDigest('acme', 24_000, { id: '1' }),
      inDigest('acme', 24_000, { id: '2', breachedAt: '2026-03-12T09:00:00.000Z' }),
      inDigest('acme', 24_000, { id: '3' }),
      inDigest('tidewater', 5_000),
    ];
    expect(digestOf(tasks)).toMatchObject({ accounts: 2, atStake: 29_000 });
  });

  test('is what the newest task knows, and counts tasks that there is no room for', () => {
    const older = { openedAt: '2026-03-01T09:00:00.000Z' };
    const newer = { openedAt: '2026-03-05T09:00:00.000Z' };
    expect(digestOf([inDigest('acme', 9_000, newer), inDigest('acme', 5_000, older)])?.atStake).toBe(9_000);
    expect(digestOf([inDigest('acme', null, newer), inDigest('acme', 5_000, older)])?.atStake).toBe(5_000);
    const many = Array.from({ length: 40 }, (_, index) => inDigest(`a${index}`, 100));
    expect(digestOf(many)).toMatchObject({ accounts: 40, atStake: 4_000, more: 15 });
  });

  test('is the sum over the accounts, whatever tasks they have', () => {
    const accounts = fc.dictionary(
      fc.constantFrom('a', 'b', 'c', 'd'),
      fc.tuple(fc.nat(100_000), fc.integer({ min: 1, max: 5 })),
    );
    fc.assert(
      fc.property(accounts, byAccount => {
        const rows = Object.entries(byAccount);
        const tasks = rows.flatMap(([account, [arr, count]]) =>
          Array.from({ length: count }, (_, index) => inDigest(account, arr, { id: `${account}${index}` })),
        );
        expect(digestOf(tasks)?.atStake ?? 0).toBe(rows.reduce((sum, [, [arr]]) => sum + arr, 0));
      }),
    );
  });
});

describe('a digest lists', () => {
  const ids = (tasks: readonly Task[] = []) => tasks.map(({ id }) => id);
  const lists = (tasks: readonly Task[], longBefore?: string) => {
    const digest = digestOf(tasks, longBefore);
    return digest && [ids(digest.breached), ids(digest.ranked), ids(digest.muting)];
  };
  const late = { breachedAt: '2026-03-12T09:00:00.000Z' };
  const long = '2026-03-01T09:00:00.000Z';

  test('late tasks apart from those to be taken up, and no others', () => {
    const tasks = [
      inDigest('acme', 1, { id: 'ranked' }),
      inDigest('acme', 1, { id: 'taken', status: 'acknowledged' }),
      inDigest('acme', 1, { id: 'late', ...late }),
      aTask({ id: 'told at once' }),
      inDigest('acme', 1, { id: 'asleep', status: 'snoozed', ...late }),
      inDigest('acme', 1, { id: 'done', status: 'resolved', ...late }),
    ];
    expect(lists(tasks)).toEqual([['late'], ['ranked', 'taken'], []]);
    expect(lists(tasks.slice(3))).toBeUndefined();
  });

  test('risk tasks that have long held mail back, once each and not when they are done', () => {
    const muting = aTask({ id: 'muting', openedAt: long });
    const tasks: Task[] = [
      muting,
      { ...muting, id: 'asleep', status: 'snoozed' },
      { ...muting, id: 'done', status: 'resolved' },
      { ...muting, id: 'billing', type: 'billing' },
      { ...muting, id: 'later', openedAt: '2026-03-01T09:00:00.001Z' },
      { ...muting, id: 'late', ...late },
      { ...muting, id: 'ranked', inDigest: true },
    ];
    expect(lists(tasks, long)).toEqual([['late'], ['ranked'], ['asleep', 'muting']]);
    expect(lists(tasks)).toEqual([['late'], ['ranked'], []]);
    expect(lists([muting], long)).toEqual([[], [], ['muting']]);
  });

  test('the most revenue first, unknown revenue last, then by severity, by date and by id', () => {
    const day = (n: number) => `2026-03-${n}T09:00:00.000Z`;
    const sorted = [
      inDigest('acme', 500, { id: 'much', severity: 3 }),
      inDigest('acme', 100, { id: 'severe', severity: 1, dueAt: day(20) }),
      inDigest('acme', 100, { id: 'soon', severity: 2, dueAt: day(12) }),
      inDigest('acme', 100, { id: 'later-a', severity: 2, dueAt: day(13) }),
      inDigest('acme', 100, { id: 'later-b', severity: 2, dueAt: day(13) }),
      inDigest('acme', 0, { id: 'free', severity: 2 }),
      inDigest('acme', null, { id: 'unknown', severity: 1 }),
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(sorted, { minLength: sorted.length }), tasks => {
        expect(ids(digestOf(tasks)?.ranked)).toEqual(ids(sorted));
      }),
    );
  });

  test('as many of each list as can be read, and counts the rest', () => {
    const many = (more: Partial<Task>) =>
      Array.from({ length: 30 }, (_, index) => aTask({ id: `${index}`, openedAt: long, ...more }));
    const digest = digestOf([...many(late), ...many({ inDigest: true }), ...many({})], long);
    expect([digest?.breached.length, digest?.ranked.length, digest?.muting.length]).toEqual([25, 25, 25]);
    expect(digest?.more).toBe(15);
  });

  test('of an account whose tasks began together, the larger revenue', () => {
    for (const arr of [
      [5_000, 9_000],
      [9_000, 5_000],
      [9_000, null],
      [null, 9_000],
    ]) {
      expect(digestOf(arr.map((each, index) => inDigest('acme', each, { id: `${index}` })))?.atStake).toBe(9_000);
    }
    expect(digestOf([inDigest('acme', null)])).toMatchObject({ accounts: 1, atStake: 0 });
  });
});
