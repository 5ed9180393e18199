import fc from 'fast-check';
import { expect, test } from 'vitest';
import { testStore } from '../support/stored.ts';
import { taskWorld } from '../support/task-world.ts';
import { aTask } from '../support/tasks.ts';
import { someProfile } from '../support/touch.ts';

// The same of prompts, over accounts and roles: test/prompts/never-anothers.test.ts.
const store = testStore();
let round = 0;

test('a CSM sees and ends their own tasks, and cannot tell those of others from none', {
  timeout: 120_000,
}, async () => {
  const owners = ['maya', 'tom', 'jo'];
  const given = fc.array(fc.constantFrom(...owners), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(given, given, async (ofAcme, ofGlobex) => {
      const run = `r${++round}`;
      const worlds = await Promise.all(['acme', 'globex'].map(name => taskWorld(store, `${run}-${name}`)));
      const tasks = [];
      for (const [index, world] of worlds.entries()) {
        world.team.push(...owners.map(id => ({ id: `${run}-${id}`, email: `${id}@example.com` })));
        await world.given([{ kind: 'profile', profile: someProfile({}, { account: world.account }) }]);
        for (const [place, owner] of (index === 0 ? ofAcme : ofGlobex).entries()) {
          const id = `risk.r${place}.${world.account}`;
          await world.given([
            {
              kind: 'task',
              task: aTask({ id, account: world.account, reason: `r${place}`, owner: `${run}-${owner}` }),
            },
          ]);
          tasks.push({ id, owner });
        }
      }
      const [world] = worlds;
      if (!world) return;
      for (const csm of owners) {
        const own = tasks.filter(({ owner }) => owner === csm).map(({ id }) => id);
        const { body } = await world.ask(csm, 'GET', '/v1/tasks?limit=50');
        expect((body.tasks ?? []).map(({ id }) => id).sort()).toEqual(own.sort());
        const answers = new Set<string>();
        for (const id of [...tasks.filter(({ owner }) => owner !== csm).map(task => task.id), 'risk.r0.nobody']) {
          const answer = await world.ask(csm, 'POST', `/v1/tasks/${id}/resolve`, { outcome: 'duplicate' });
          answers.add(JSON.stringify(answer).replaceAll(id, '<id>'));
        }
        expect([...answers]).toHaveLength(1);
        expect([...answers][0]).toContain('"status":404');
      }
      for (const { published } of worlds) expect(published).toEqual([]);
    }),
    { numRuns: 8 },
  );
});
