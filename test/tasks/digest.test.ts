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
