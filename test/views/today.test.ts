import { describe, expect, it } from 'vitest';
import type { Task } from '../../engine/account/task.ts';
import { plusSeconds } from '../../engine/kernel/instant.ts';
import { testStore } from '../support/stored.ts';
import { taskWorld } from '../support/task-world.ts';
import { aTask } from '../support/tasks.ts';
import { now, someProfile } from '../support/touch.ts';

const store = testStore();
let count = 0;

/** Ruth leads Maya and Tom; Jo has no lead. */
const someTeam = async (...tasks: Partial<Task>[]) => {
  const number = ++count;
  const world = await taskWorld(store, `today-${number}`);
  const csm = (id: string, lead?: string) => ({
    id: `${id}-${number}`,
    email: `${id}@example.com`,
    name: id,
    ...(lead && { lead: `${lead}-${number}` }),
  });
  world.team.push(csm('maya', 'ruth'), csm('tom', 'ruth'), csm('ruth'), csm('jo'));
  await world.given([
    { kind: 'profile', profile: someProfile({}, { account: world.account }) },
    ...tasks.map(({ reason = 'call', owner = 'maya', ...more }) => ({
      kind: 'task' as const,
      task: aTask({ account: world.account, id: `${reason}-${number}`, reason, owner: `${owner}-${number}`, ...more }),
    })),
  ]);
  return world;
};

const titles = ({ body }: { body: { rows?: { title: string }[] } }) => body.rows?.map(({ title }) => title);

describe('the page of today', () => {
  it('lists the open tasks of the reader, in words, and nobody else’s', async () => {
    const world = await someTeam({ reason: 'login-drop', arrAtStake: 24_000 }, { reason: 'theirs', owner: 'tom' });
    const { status, body } = await world.ask('maya', 'GET', '/v1/today');
    expect(status).toBe(200);
    expect(body.rows).toEqual([
      expect.objectContaining({
        title: 'Login drop',
        owner: { id: expect.stringContaining('maya'), name: 'maya' },
        atStake: { amount: 24_000, text: '$24,000 a year' },
      }),
    ]);
  });

  it('shows a lead the team with its load, and what was missed', async () => {
    const world = await someTeam(
      { reason: 'first' },
      { reason: 'second', owner: 'ruth', formerOwner: undefined, breachedAt: plusSeconds(now, -60) },
      { reason: 'third', owner: 'jo' },
    );
    const { body } = await world.ask('ruth', 'GET', '/v1/today?scope=team');
    expect(titles({ body })?.sort()).toEqual(['First', 'Second']);
    expect(body.breached).toBe(1);
    expect((body.load as { csm: { name: string }; open: number }[]).map(({ csm, open }) => [csm.name, open])).toEqual([
      ['ruth', 1],
      ['maya', 1],
      ['tom', 0],
    ]);
  });

  it('leads a number of the load to its tasks, those of nobody too, which a lead may hand over', async () => {
    const world = await someTeam(
      { reason: 'first' },
      { reason: 'late', breachedAt: plusSeconds(now, -60) },
      { reason: 'theirs', owner: 'tom' },
    );
    const maya = String(world.team[0]?.id);
    const id = `orphan-${maya}`;
    await world.given([
      { kind: 'task', task: aTask({ account: world.account, id, reason: 'orphan', owner: 'nobody' }) },
    ]);
    const of = async (asked: string) => titles(await world.ask('ruth', 'GET', `/v1/today?scope=team&${asked}`))?.sort();
    expect(await of(`owner=${maya}`)).toEqual(['First', 'Late']);
    expect(await of(`owner=${maya}&only=missed`)).toEqual(['Late']);
    expect(await of('owner=nobody')).toEqual(['Orphan']);
    const { body } = await world.ask('ruth', 'GET', '/v1/today?scope=team');
    expect(body.load).toContainEqual({ csm: { id: 'nobody', name: 'Nobody' }, open: 1, breached: 0 });
    const handOver = (who: string) => world.ask(who, 'POST', `/v1/tasks/${id}/reassign`, { to: maya });
    expect((await handOver('jo')).status).toBe(404);
    expect((await handOver('ruth')).status).toBe(202);
  });

  it('is not there for a team that one does not lead, nor for one who has no role', async () => {
    const world = await someTeam();
    expect((await world.ask('maya', 'GET', '/v1/today?scope=team')).status).toBe(404);
    expect((await world.ask('stranger', 'GET', '/v1/today')).status).toBe(403);
    expect((await world.askWith(undefined, 'GET', '/v1/today')).status).toBe(401);
    expect((await world.ask('maya', 'GET', '/v1/today?scope=all')).body).toMatchObject({ error: { field: 'scope' } });
  });

  it('comes in pages, each task once', async () => {
    const many = Array.from({ length: 60 }, (_, n) => ({ reason: `t${n}` }));
    const world = await someTeam(...many);
    const first = (await world.ask('maya', 'GET', '/v1/today')).body;
    expect(first).toMatchObject({ counts: { now: 0, next: 60, snoozed: 0 }, next: 50 });
    const second = (await world.ask('maya', 'GET', `/v1/today?from=${first.next}`)).body;
    const ids = [...(first.rows ?? []), ...(second.rows ?? [])].map(({ id }) => id);
    expect(new Set(ids).size).toBe(60);
    expect(second.next).toBeUndefined();
  });
});
