import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aPrompt, march } from '../conformance/records.ts';
import { person, promptWorld } from '../support/prompt-world.ts';
import { testStore } from '../support/stored.ts';
import { anActiveEnrollment } from '../support/touch.ts';

const store = testStore();
let round = 0;

const roles = ['admin', 'billing', 'champion', 'member'];
const audience = fc.oneof(
  fc.constant('everyone' as const),
  fc.uniqueArray(fc.constantFrom(...roles), { minLength: 1 }),
);
// Names that a careless key would confuse with each other, and with the keys of other items.
const name = fc.constantFrom('a', 'b', 'a#b', 'a#', '#', 'READER#a', 'a|b', 'A');
const company = fc.record({
  people: fc.uniqueArray(fc.record({ id: name, role: fc.constantFrom(...roles) }), {
    selector: ({ id }) => id,
    maxLength: 3,
  }),
  prompts: fc.array(fc.record({ to: audience, except: fc.option(name, { nil: undefined }) }), { maxLength: 4 }),
});

test('A never sees what is for B, nor leaves a trace there, however ids are guessed', {
  timeout: 120_000,
}, async () => {
  let published = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(name, { minLength: 2, maxLength: 3 }),
      fc.array(company, { minLength: 3, maxLength: 3 }),
      async (names, companies) => {
        const prefix = `r${++round}-`;
        const worlds = names.map(each => promptWorld(store, prefix + each));
        const all: { account: string; id: string; roles: 'everyone' | string[]; except: string | undefined }[] = [];
        for (const [index, world] of worlds.entries()) {
          const { people, prompts } = companies[index] ?? { people: [], prompts: [] };
          for (const each of people) await world.given([person(each.id, { role: each.role })]);
          await world.given([{ kind: 'enroll', enrollment: anActiveEnrollment({ account: world.account, id: 'e1' }) }]);
          for (const [place, { to, except }] of prompts.entries()) {
            // The same ids in every account: a guess always hits one.
            const prompt = aPrompt(world.account, `p${place}`, {
              audience: { roles: to },
              ...(except !== undefined && { except }),
              key: `k${place}`,
            });
            await world.given([{ kind: 'prompt', prompt }]);
            all.push({ account: world.account, id: prompt.id, roles: to, except });
          }
        }
        for (const [index, world] of worlds.entries()) {
          for (const reader of [...(companies[index]?.people ?? []), { id: 'stranger', role: 'member' }]) {
            const mine = all.filter(
              ({ account, roles: to, except }) =>
                account === world.account && except !== reader.id && (to === 'everyone' || to.includes(reader.role)),
            );
            const shown = await world.shownTo(reader.id, '?limit=10');
            expect(shown.map(({ id }) => id).sort()).toEqual(mine.map(({ id }) => id).sort());

            const guesses = all.flatMap(({ id, account }) => [id, `${account}#${id}`, `${id}#`]);
            const events = [...new Set(guesses)].map(promptId => ({
              id: promptId,
              promptId,
              type: 'seen',
              at: march(9),
            }));
            if (events.length === 0) continue;
            const { body } = await world.report(reader.id, events);
            expect(body).toEqual({ accepted: mine.length, duplicate: 0, unknown: events.length - mine.length });
          }
        }
        for (const world of worlds) {
          for (const { account } of world.published) expect(account).toBe(world.account);
          published += world.published.length;
        }
      },
    ),
    { numRuns: 25 },
  );
  expect(published).toBeGreaterThan(0);
});
