import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Change } from '../../engine/account/change.ts';
import { aLine, anEnrollment, aProfile, aTask, march } from '../conformance/records.ts';
import { outcomeOf } from '../support/account-store.ts';
import { everythingOf } from './everything-of.ts';
import type { StoredWorld } from './world.ts';

const numRuns = Math.min(20, Number(process.env.DAYMARK_TEST_CASES ?? 4));
const timeout = 120_000 + numRuns * 20_000;

const name = (n: number): string => `e${String(n).padStart(3, '0')}`;
const taskOf = (account: string, n: number, more: Parameters<typeof aTask>[2] = {}): Change => ({
  kind: 'task',
  task: aTask(account, `${account}-${name(n)}`, { enrollment: name(n), ...more }),
});

/** Everything that is open ends, as when an account is deleted: more than one transaction holds. */
const everythingEnds = (account: string, enrollments: number, revision: number): Change[] => [
  { kind: 'profile', profile: aProfile(account, { revision }) },
  ...Array.from({ length: enrollments }, (_, n): Change[] => [
    { kind: 'exit', enrollment: name(n), reason: 'Account Deleted', at: march(5) },
    { kind: 'line', line: aLine(account, { enrollment: name(n), key: 'exited' }) },
    taskOf(account, n, { status: 'resolved', revision: 2 }),
    { kind: 'line', line: aLine(account, { enrollment: name(n), key: 'task' }) },
  ]).flat(),
];

/** What other processes did since that was decided, to the enrollment of that number or to its task. */
const overtaking: Readonly<Record<string, (account: string, n: number) => Change>> = {
  ends: (_account, n) => ({ kind: 'advance', enrollment: name(n), step: 'last', at: march(4), ended: 'completed' }),
  acknowledged: (account, n) => taskOf(account, n, { status: 'acknowledged', revision: 2 }),
  resolved: (account, n) => taskOf(account, n, { status: 'resolved', revision: 2 }),
};

export const ofLargeCommits = (worlds: readonly [StoredWorld, StoredWorld]): void => {
  test(
    'of a commit in pages the same is refused, and the same is left out because it was overtaken',
    async () => {
      let cases = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.record({
            enrollments: fc.integer({ min: 20, max: 60 }),
            revision: fc.constantFrom(1, 1, 1, 2),
            overtaken: fc.uniqueArray(fc.record({ n: fc.nat(59), by: fc.constantFrom(...Object.keys(overtaking)) }), {
              selector: ({ n }) => n,
              maxLength: 6,
            }),
          }),
          async ({ enrollments, revision, overtaken }) => {
            const account = `large ${++cases}`;
            const opening = Array.from({ length: enrollments }, (_, n): Change[] => [
              { kind: 'enroll', enrollment: anEnrollment(account, name(n)) },
              taskOf(account, n),
            ]);
            const outcomes: string[][] = [];
            for (const { accounts } of worlds) {
              for (let n = 0; n < enrollments; n += 15) await accounts.commit(account, opening.slice(n, n + 15).flat());
              for (const { n, by } of overtaken)
                if (n < enrollments)
                  await accounts.commit(
                    account,
                    [overtaking[by]?.(account, n)].flatMap(each => each ?? []),
                  );
              outcomes.push([
                await outcomeOf(accounts.commit(account, everythingEnds(account, enrollments, revision))),
                JSON.stringify((await accounts.snapshot(account)).enrollments.map(({ status }) => status)),
              ]);
            }
            expect(outcomes[0]).toEqual(outcomes[1]);
            const [ones, others] = await Promise.all(worlds.map(world => everythingOf(account, world)));
            expect(ones).toStrictEqual(others);
          },
        ),
        { numRuns },
      );
      const [ones, others] = await Promise.all(worlds.map(({ all }) => all.timeline()));
      expect(ones?.map(textOf).sort()).toEqual(others?.map(textOf).sort());
    },
    timeout,
  );
};

const textOf = (line: object): string => JSON.stringify(Object.entries(line).sort());
