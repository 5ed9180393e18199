import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DomainEvent } from '../../engine/account/event.ts';
import { route } from '../../engine/routing/use-cases/route.ts';
import { testStore } from '../support/stored.ts';
import { taskWorld } from '../support/task-world.ts';
import { aTask } from '../support/tasks.ts';
import { now, someProfile } from '../support/touch.ts';

const store = testStore();
let count = 0;
const task = 'call';

/** Ruth leads Maya and Tom. The task is Maya's. */
const someWorld = async () => {
  const world = await taskWorld(store, `acts-${++count}`);
  world.team.push(
    { id: 'maya', email: 'maya@example.com', name: 'Maya', lead: 'ruth' },
    { id: 'tom', email: 'tom@example.com', lead: 'ruth' },
    { id: 'ruth', email: 'ruth@example.com', name: 'Ruth' },
  );
  const { account } = world;
  const id = `${task}-${count}`;
  await world.given([
    { kind: 'profile', profile: someProfile({}, { account }) },
    { kind: 'task', task: aTask({ account, id, owner: 'maya' }) },
  ]);
  let routed = 0;
  return {
    ...world,
    id,
    act: (csm: string, action: string, body: object = {}, headers: Record<string, string> = {}) =>
      world.ask(csm, 'POST', `/v1/tasks/${id}/${action}`, body, headers),
    stored: () => world.ports.tasks.find(account, id),
    audit: async () => (await world.ports.audit.ofAccount(account, { limit: 50 })).lines,
    /** Routes what was published since. */
    routeAll: async () => {
      for (; routed < world.published.length; routed++)
        await route(world.published[routed] as DomainEvent, world.ports);
    },
  };
};

describe('two people who act on a task', () => {
  it('at once: the second one is told who did what when and how it stands, before anything is routed', async () => {
    const { act, id } = await someWorld();
    expect((await act('maya', 'resolve', { outcome: 'plan_agreed', revision: 1 })).status).toBe(202);
    const second = await act('ruth', 'snooze', { revision: 1 });
    expect(second).toMatchObject({
      status: 409,
      body: {
        error: { code: 'already_resolved', message: expect.stringContaining('Maya resolved it: plan_agreed') },
        acted: { action: 'resolved', by: { id: 'maya', name: 'Maya' }, at: now },
        task: { id, status: 'resolved', revision: 2 },
      },
    });
  });

  it('one after the other: who saw it as it was before is told, who saw what the other did goes on', async () => {
    const { act, routeAll, stored } = await someWorld();
    await act('maya', 'acknowledge', { revision: 1 });
    await routeAll();
    expect(await act('ruth', 'snooze', { revision: 1 })).toMatchObject({
      status: 409,
      body: { error: { code: 'acted_meanwhile' }, acted: { action: 'acknowledged', by: { name: 'Maya' } } },
    });
    expect(await act('ruth', 'snooze', { revision: 2 })).toMatchObject({
      status: 202,
      body: { task: { revision: 3 } },
    });
    await routeAll();
    expect(await stored()).toMatchObject({ status: 'snoozed', acted: { by: 'ruth', revision: 3 } });
  });

  it('do not lose what the first one asked, though her process died before it was enqueued', async () => {
    const { act, routeAll, stored, ports } = await someWorld();
    const { publish } = ports.queue;
    ports.queue.publish = () => Promise.reject(new Error('died'));
    await expect(act('maya', 'acknowledge')).rejects.toThrow('died');
    ports.queue.publish = publish;
    await act('ruth', 'resolve', { outcome: 'duplicate' });
    await routeAll();
    expect(await stored()).toMatchObject({ status: 'resolved', revision: 3, outcome: { by: 'ruth' } });
  });

  it('are told what becomes of it, whatever they do and however late it is routed', async () => {
    const step = fc.record({
      who: fc.constantFrom('maya', 'ruth'),
      action: fc.constantFrom('acknowledge', 'snooze', 'reassign', 'resolve'),
      isRouted: fc.boolean(),
    });
    const bodies: Record<string, object> = { reassign: { to: 'ruth' }, resolve: { outcome: 'duplicate' } };
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 7 }), async steps => {
        const { act, routeAll, stored } = await someWorld();
        let last: unknown;
        for (const { who, action, isRouted } of steps) {
          const { status, body } = await act(who, action, bodies[action]);
          // Maya has it no longer once it is Ruth's.
          if (status !== 404)
            last = { status: body.task?.status, owner: body.task?.owner, revision: body.task?.revision };
          if (isRouted) await routeAll();
        }
        await routeAll();
        const { status, owner, revision } = (await stored()) ?? {};
        expect({ status, owner, revision }).toEqual(last);
      }),
      { numRuns: 40 },
    );
  });
});

describe('a request that is repeated under its key', () => {
  const key = () => ({ 'idempotency-key': `k-${count}` });

  it('answers the same and does nothing twice, also after the task went on', async () => {
    const { act, audit, published, routeAll } = await someWorld();
    const first = await act('maya', 'acknowledge', { revision: 1 }, key());
    await routeAll();
    await act('maya', 'resolve', { outcome: 'plan_agreed' });
    expect(await act('maya', 'acknowledge', { revision: 1 }, key())).toEqual(first);
    expect(published).toHaveLength(2);
    expect((await audit()).map(({ action }) => action).sort()).toEqual(['task.acknowledge', 'task.resolve']);
  });

  it('is refused when it names another request, but not of another person', async () => {
    const { act } = await someWorld();
    await act('maya', 'acknowledge', {}, key());
    expect(await act('maya', 'snooze', {}, key())).toMatchObject({
      status: 422,
      body: { error: { code: 'key_reused' } },
    });
    expect((await act('ruth', 'snooze', {}, key())).status).toBe(202);
  });

  it('does once what a process left undone that died', async () => {
    const { act, audit, ports, routeAll, stored } = await someWorld();
    const { publish } = ports.queue;
    const said = { outcome: 'plan_agreed', note: 'Meets on Monday.' };
    ports.queue.publish = () => Promise.reject(new Error('died'));
    await expect(act('maya', 'resolve', said, key())).rejects.toThrow('died');
    ports.queue.publish = publish;
    expect((await act('maya', 'resolve', said, key())).status).toBe(202);
    await routeAll();
    expect(await stored()).toMatchObject({ status: 'resolved' });
    expect(await audit()).toHaveLength(1);
    expect((await ports.notes.ofAccount((await stored())?.account ?? '', { limit: 9 })).notes).toHaveLength(1);
  });
});

describe('what is said with an action', () => {
  it('is written down with who, when, what and from where; the note is kept apart, and travels nowhere', async () => {
    const { act, audit, account, id, ports, published } = await someWorld();
    await act(
      'maya',
      'resolve',
      { outcome: 'plan_agreed', minutes: 20, note: ' Ada will call back. ' },
      { origin: 'https://console.example' },
    );
    expect(await audit()).toEqual([
      {
        id: expect.any(String),
        at: now,
        by: 'maya',
        from: 'console',
        action: 'task.resolve',
        account,
        task: id,
        details: { outcome: 'plan_agreed', minutes: 20 },
      },
    ]);
    expect(await ports.notes.ofTask(account, id, '')).toMatchObject([
      { by: 'maya', task: id, text: 'Ada will call back.', at: now },
    ]);
    expect(JSON.stringify([published, await audit()])).not.toContain('Ada');
  });

  it('is refused from a page of another origin, and nothing of it is done', async () => {
    const { act, audit, published } = await someWorld();
    expect(await act('maya', 'acknowledge', {}, { origin: 'https://evil.example' })).toMatchObject({
      status: 403,
      body: { error: { code: 'wrong_origin' } },
    });
    expect([published, await audit()]).toEqual([[], []]);
    await act('maya', 'acknowledge');
    expect(await audit()).toMatchObject([{ from: 'api' }]);
  });
});
