import { describe, expect, it } from 'vitest';
import { ageOfPlan } from '../../engine/account/success-plan.ts';
import { testStore } from '../support/stored.ts';
import { taskWorld } from '../support/task-world.ts';
import { now, someProfile } from '../support/touch.ts';

const store = testStore();
let count = 0;

/** Maya looks after the account, whose plan has a goal with a milestone. */
const someWorld = async ({ at = '2026-03-01T09:00:00.000Z' } = {}) => {
  const number = ++count;
  const world = await taskWorld(store, `goals-${number}`);
  const { account } = world;
  world.team.push({ id: 'maya', email: 'maya@example.com', name: 'Maya' });
  const milestones = [{ id: 'data', title: 'Data moved' }];
  const launch = { id: 'launch', title: 'Live before the fair', dueAt: '2026-05-04', milestones };
  await world.given([
    { kind: 'profile', profile: someProfile({}, { account }) },
    { kind: 'successPlan', plan: { at, message: 'm1', goals: [launch] } },
  ]);
  let keys = 0;
  const planNow = async () => (await world.ports.accounts.snapshot(account, {})).successPlan;
  return {
    ...world,
    launch,
    planNow,
    goalsNow: async () => (await planNow())?.goals,
    seenNow: async () => ageOfPlan((await planNow()) ?? { at: '', message: '' }),
    post: async (body: object, { who = 'maya', groups = [] as string[], key = `${number}-${++keys}` } = {}) =>
      world.askWith(await world.tokenOf(who, groups), 'POST', `/v1/accounts/${account}/goals`, body, {
        'idempotency-key': key,
      }),
    get: async (url: string) => world.askWith(await world.tokenOf('maya', []), 'GET', url, undefined, {}),
  };
};

describe('a goal of a success plan', () => {
  it('is added by a CSM as a call would: into the plan, whose change is told by ids, with a line that names no words', async () => {
    const { account, post, get, goalsNow, launch, published } = await someWorld();
    const reports = { title: 'Ten reports a month', metric: 'count:Report Sahred', target: 10, dueAt: '2026-06-01' };
    const { status, body } = await post({ does: 'add', ...reports });
    expect(status).toBe(200);
    expect(body).toMatchObject({ goals: ['launch', body.goal], warnings: [{ field: 'metric' }] });
    expect(await goalsNow()).toEqual([launch, { id: body.goal, ...reports }]);
    expect(published).toMatchObject([
      { name: 'plan.changed', account, occurredAt: now, fields: { goals: `launch ${body.goal}` } },
    ]);
    const { lines } = (await get(`/v1/accounts/${account}/audit`)).body;
    expect(lines).toMatchObject([{ action: 'account.goal.add', by: { id: 'maya' }, details: { goal: body.goal } }]);
    expect(JSON.stringify([lines, published, body])).not.toContain('Ten reports');
  });

  it('is added once, however often the request comes', async () => {
    const { post, goalsNow, planNow } = await someWorld();
    const once = await post({ does: 'add', title: 'A' }, { key: 'same' });
    const plan = await planNow();
    expect(await post({ does: 'add', title: 'A' }, { key: 'same' })).toEqual(once);
    expect(await planNow()).toEqual(plan);
    expect(await goalsNow()).toHaveLength(2);
  });

  it('is changed in what is said, and keeps the rest', async () => {
    const { post, goalsNow, launch, seenNow } = await someWorld();
    const seen = await seenNow();
    await post({ does: 'change', goal: 'launch', seen, title: null, owner: 'ada', dueAt: '2026-05-11' });
    const { title: _, ...untitled } = launch;
    expect(await goalsNow()).toEqual([{ ...untitled, dueAt: '2026-05-11', owner: 'ada' }]);
    const done = [{ ...launch.milestones[0], doneAt: '2026-03-09' }];
    await post({ does: 'change', goal: 'launch', seen: await seenNow(), milestones: done });
    expect((await goalsNow())?.[0]?.milestones).toEqual(done);
  });

  it('is not changed from a plan that somebody else has changed since', async () => {
    const { post, goalsNow, seenNow } = await someWorld();
    const seen = await seenNow();
    await post({ does: 'change', goal: 'launch', seen, title: 'Live' });
    expect(await post({ does: 'change', goal: 'launch', seen, title: 'Alive' })).toMatchObject({
      status: 409,
      body: { error: { code: 'changed' } },
    });
    expect((await goalsNow())?.[0]?.title).toBe('Live');
  });

  it('is reached, and dropped, though the plan said a later time than it is', async () => {
    const { post, goalsNow } = await someWorld({ at: '2027-01-01T00:00:00.000Z' });
    await post({ does: 'reach', goal: 'launch' });
    expect((await goalsNow())?.[0]?.reachedAt).toBe(now);
    await post({ does: 'drop', goal: 'launch' });
    expect(await goalsNow()).toEqual([]);
    expect(await post({ does: 'drop', goal: 'launch' })).toMatchObject({ status: 409 });
  });

  it('is what the intake takes of a goal, and no marketer’s to change', async () => {
    const { post, goalsNow, launch, account, get } = await someWorld();
    const refused = (field: string) => ({ status: 400, body: { error: { field } } });
    expect(await post({ does: 'add', title: 'A', metric: 'adoption', target: 60 })).toMatchObject(refused('target'));
    expect(await post({ does: 'add', title: 'A', dueAt: 'soon' })).toMatchObject(refused('dueAt'));
    expect(await post({ does: 'add', goal: 'two words' })).toMatchObject(refused('id'));
    expect(await post({ does: 'reach' })).toMatchObject(refused('goal'));
    expect((await post({ does: 'add', title: 'A' }, { who: 'max', groups: ['marketer'] })).status).toBe(404);
    expect(await goalsNow()).toEqual([launch]);
    expect((await get(`/v1/accounts/${account}`)).body.goals).toMatchObject([{ id: 'launch', state: 'open' }]);
  });
});
