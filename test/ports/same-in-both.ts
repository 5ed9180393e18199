import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitrarySteps, begin } from './arbitrary-step.ts';
import { everything, everythingOf } from './everything-of.ts';
import { plain } from './plain.ts';
import { ids, type Seen } from './seen.ts';
import type { StoredWorld } from './world.ts';

/** More where there is time for it. */
const numRuns = Number(process.env.DAYMARK_TEST_CASES ?? 25);
/** DynamoDB on a busy machine takes its time. */
const timeout = 120_000 + numRuns * 10_000;
/** Whatever is asked, in whatever order, two worlds answer the same, and then tell the same. */
export const ofBoth = (worlds: readonly [StoredWorld, StoredWorld]): void => {
  test(
    'whatever is asked, in whatever order, both answer the same, and then tell the same',
    async () => {
      const [memory, table] = worlds;
      let cases = 0;
      let latest = begin;
      await fc.assert(
        fc.asyncProperty(arbitrarySteps, fc.context(), async (steps, told) => {
          const account = `case ${++cases}`;
          for (const world of [memory, table]) world.clock.at = begin;
          for (const { name, run } of steps) {
            const seen = await seenIn(memory, account);
            told.log(typeof name === 'string' ? name : name(seen));
            expect(await run(memory, seen)).toStrictEqual(await run(table, seen));
            expect(plain(await memory.accounts.snapshot(account))).toStrictEqual(
              plain(await table.accounts.snapshot(account)),
            );
          }
          expect(await everythingOf(account, memory)).toStrictEqual(await everythingOf(account, table));
          if (memory.clock.at > latest) latest = memory.clock.at;
        }),
        { numRuns },
      );
      // Each case has a clock of its own. What expired by any of them has by the latest.
      for (const world of [memory, table]) world.clock.at = latest;
      expect(await everything(memory)).toStrictEqual(await everything(table));
    },
    timeout,
  );
};

const seenIn = async ({ accounts, contacts, prompts, deliveries }: StoredWorld, account: string): Promise<Seen> => {
  const byId = async <Row>(read: (id: string) => Promise<Row>) =>
    Object.fromEntries(await Promise.all(ids.contacts.map(async id => [id, await read(id)] as const)));
  return {
    account,
    snapshot: await accounts.snapshot(account),
    contacts: await byId(id => contacts.findOrRemains(account, id)),
    readers: await byId(async id => (await prompts.reading(account, id)).reader),
    deliveries: Object.fromEntries((await deliveries.find(account, ids.deliveries)).map(each => [each.id, each])),
  };
};
