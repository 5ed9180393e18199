import { describe, expect, it } from 'vitest';
import type { Task } from '../../engine/account/task.ts';
import { plusSeconds } from '../../engine/kernel/instant.ts';
import { createDevTokens } from '../../engine/local/dev-tokens.ts';
import { route } from '../../engine/routing/use-cases/route.ts';
import { catalog } from '../../journeys/catalog.ts';
import { aPlaybook } from '../support/playbooks.ts';
import { aPool } from '../support/pools.ts';
import { testStore } from '../support/stored.ts';
import { type TaskWorld, taskWorld } from '../support/task-world.ts';
import { aTask } from '../support/tasks.ts';
import { now, somebody, someProfile } from '../support/touch.ts';

const store = testStore();
let count = 0;

/** A team of its own, and an account with tasks: ruth leads maya and tom, and jo has no lead. */
const someWorld = async (...tasks: (Partial<Task> & { id: string })[]) => {
  const number = ++count;
  const world = await taskWorld(store, `acme-${number}`);
  const csm = (id: string, lead?: string) => ({
    id: `${id}-${number}`,
    email: `${id}@example.com`,
    ...(lead && { lead: `${lead}-${number}` }),
  });
  world.team.push(csm('maya', 'ruth'), csm('tom', 'ruth'), csm('ruth'), csm('jo'));
  await world.given([
    { kind: 'profile', profile: someProfile({}, { account: world.account }) },
    ...tasks.map(({ id, owner = 'maya', ...more }) => ({
      kind: 'task' as const,
      task: aTask({ account: world.account, id: `${id}-${number}`, reason: id, owner: `${owner}-${number}`, ...more }),
    })),
  ]);
  return { world, id: (name: string) => `${name}-${number}` };
};

const idsOf = ({ body }: { body: { tasks?: { id: string }[] } }) =>
  (body.tasks ?? []).map(({ id }) => id.split('-')[0]);
const refused = (status: number, code: string, field?: string) => ({
  status,
  body: { error: { code, message: expect.any(String), ...(field && { field }) } },
});
const route1 = (world: TaskWorld) => route(world.published.at(-1) ?? ({} as never), world.ports);

describe('one task', () => {
  it('shows the success plan of its customer in the customer’s words, which the list does not', async () => {
    const { world, id } = await someWorld({ id: 'behind' });
    const { account } = world;
    const goals = [
      { id: 'launch', title: 'Live before the fair', owner: 'olga', dueAt: '2026-05-04' },
      { id: 'reports', title: 'Reports for all', metric: 'count:Report Shared', target: 10, dueAt: '2026-06-01' },
      { id: 'moved', title: 'Moved in', reachedAt: '2026-02-01' },
    ];
    const since = '2026-02-01T09:00:00.000Z';
    await world.given([
      { kind: 'successPlan', plan: { at: since, message: 'plan-1', goals } },
      {
        kind: 'evaluation',
        evaluation: {
          account,
          signals: {},
          revision: 1,
          goals: { reports: { is: 'open', behind: true, rule: 'count', since, measured: { value: 4 } } },
        },
      },
    ]);
    const { body } = await world.ask('maya', 'GET', `/v1/tasks/${id('behind')}`);
    expect(body.task).toMatchObject({
      plan: [
        { id: 'launch', title: 'Live before the fair', owner: 'olga', state: 'open', dueAt: '2026-05-04' },
        { id: 'reports', title: 'Reports for all', state: 'behind', progress: { part: 4, whole: 10 } },
        { id: 'moved', state: 'reached' },
      ],
    });
    expect(JSON.stringify((await world.ask('maya', 'GET', '/v1/tasks')).body)).not.toContain('fair');
  });
});

describe('the list of tasks', () => {
  it('is the CSM’s own, the pressing ones first, each in one line', async () => {
    const { world, id } = await someWorld(
      { id: 'later', dueAt: '2026-03-20T09:00:00.000Z' },
      { id: 'digest', inDigest: true },
      { id: 'soon' },
      { id: 'other', owner: 'tom' },
    );
    const list = await world.ask('maya', 'GET', '/v1/tasks');
    expect(idsOf(list)).toEqual(['soon', 'later', 'digest']);
    expect(list.body.next).toBeUndefined();
    expect(list.body.tasks?.[0]).toEqual({
      id: id('soon'),
      summary: 'Acme: soon. Logins down 41 % in 3 weeks. Do: book an admin review.',
      account: world.account,
      accountName: 'Acme',
      type: 'risk',
      reason: 'soon',
      severity: 2,
      status: 'open',
      owner: id('maya'),
      evidence: [{ fact: 'logins', value: 'down 41 %', window: '3 weeks', text: 'down 41 %' }],
      play: 'book an admin review',
      arrAtStake: 12_000,
      atStake: { amount: 12_000, currency: 'usd', text: '$12,000 a year' },
      journey: 'login-drop',
      openedAt: now,
      acknowledgeBy: '2026-03-11T09:00:00.000Z',
      dueAt: '2026-03-12T09:00:00.000Z',
      inDigest: false,
      revision: 1,
    });
  });

  it('tells what changed at the accounts, where that is asked for', async () => {
    const { world } = await someWorld({ id: 'soon' }, { id: 'later' });
    world.ports.build.catalog = async () => catalog.data;
    await world.given([
      { kind: 'profile', profile: someProfile({ cancelScheduled: true }, { account: world.account, revision: 2 }) },
    ]);
    const headlines = async (query: string) => {
      const { body } = await world.ask('maya', 'GET', `/v1/tasks${query}`);
      return body.tasks?.map(task => (task as { headlines?: string[] }).headlines);
    };
    const told = ['The subscription is set to end with its term.'];
    expect(await headlines('?headlines=true')).toEqual([told, told]);
    expect(await headlines('')).toEqual([undefined, undefined]);
    expect(await world.ask('maya', 'GET', '/v1/tasks?headlines=yes')).toEqual(
      refused(400, 'invalid_request', 'headlines'),
    );
  });

  it('of a lead is the team’s', async () => {
    const { world } = await someWorld({ id: 'a', owner: 'tom' }, { id: 'b' }, { id: 'c', owner: 'jo' });
    expect(idsOf(await world.ask('ruth', 'GET', '/v1/tasks'))).toEqual(['b', 'a']);
    expect(idsOf(await world.ask('jo', 'GET', '/v1/tasks'))).toEqual(['c']);
  });

  it('can be asked for by status, and page by page', async () => {
    const { world, id } = await someWorld(
      { id: 'a', dueAt: '2026-03-12T09:00:00.000Z' },
      { id: 'b', dueAt: '2026-03-13T09:00:00.000Z', status: 'acknowledged' },
      { id: 'c', dueAt: '2026-03-14T09:00:00.000Z', inDigest: true },
      { id: 'd', dueAt: '2026-03-15T09:00:00.000Z', owner: 'tom' },
      { id: 'e', owner: 'tom' },
    );
    await world.given([
      {
        kind: 'task',
        task: aTask({
          account: world.account,
          id: id('e'),
          owner: id('tom'),
          status: 'resolved',
          outcome: { code: 'plan_agreed', by: 'tom', at: now },
          revision: 2,
        }),
      },
    ]);
    const pages: (string | undefined)[][] = [];
    let next: string | undefined = '';
    while (next !== undefined) {
      const list: Awaited<ReturnType<TaskWorld['ask']>> = await world.ask(
        'ruth',
        'GET',
        `/v1/tasks?limit=1&status=open,acknowledged,snoozed,resolved${next && `&cursor=${next}`}`,
      );
      pages.push(idsOf(list));
      next = list.body.next;
    }
    expect(pages.flat()).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(pages.every(page => page.length <= 1)).toBe(true);
    expect(idsOf(await world.ask('ruth', 'GET', '/v1/tasks?status=acknowledged'))).toEqual(['b']);
    expect(idsOf(await world.ask('ruth', 'GET', '/v1/tasks?status=resolved'))).toEqual(['e']);
  });

  it('lets in nobody without a token of somebody in the team', async () => {
    const { world } = await someWorld({ id: 'a' });
    expect(await world.askWith(undefined, 'GET', '/v1/tasks')).toEqual(refused(401, 'unauthorized'));
    expect(await world.askWith('a.b.c', 'GET', '/v1/tasks')).toEqual(refused(401, 'unauthorized'));
    const old = await world.tokenOf('maya');
    world.later(3_700);
    expect(await world.askWith(old, 'GET', '/v1/tasks')).toEqual(refused(401, 'unauthorized'));
    expect(JSON.stringify(await world.askWith(old, 'GET', '/v1/tasks'))).toContain(
      'The token is too old: it is 2026-03-10T10:01:40Z here. Get a new one.',
    );
    const foreign = await (await createDevTokens('https://issuer.example')).sign('maya@example.com', now);
    expect(await world.askWith(foreign, 'GET', '/v1/tasks')).toEqual(await world.askWith('a.b.c', 'GET', '/v1/tasks'));
    expect(await world.ask('eve', 'GET', '/v1/tasks')).toEqual(refused(403, 'not_in_team'));
  });

  it('refuses what it cannot read, and cursors of other lists', async () => {
    const { world } = await someWorld({ id: 'a', owner: 'jo' }, { id: 'b', owner: 'jo' });
    const { body } = await world.ask('jo', 'GET', '/v1/tasks?limit=1');
    expect(body.next).toBeDefined();
    expect(await world.ask('maya', 'GET', `/v1/tasks?cursor=${body.next}`)).toEqual(
      refused(400, 'invalid_request', 'cursor'),
    );
    expect(await world.ask('maya', 'GET', '/v1/tasks?cursor=x')).toEqual(refused(400, 'invalid_request', 'cursor'));
    expect(await world.ask('maya', 'GET', '/v1/tasks?limit=0')).toEqual(refused(400, 'invalid_request', 'limit'));
    expect(await world.ask('maya', 'GET', '/v1/tasks?status=done')).toEqual(
      refused(400, 'invalid_request', 'status[0]'),
    );
  });
});

describe('a CSM', () => {
  it('takes a task up, snoozes it and resolves it, each once however often it is said', async () => {
    const { world, id } = await someWorld({ id: 'a' });
    const tasks = async () => (await world.ports.accounts.snapshot(world.account)).tasks;
    expect(await world.ask('maya', 'POST', `/v1/tasks/${id('a')}/acknowledge`)).toMatchObject({
      status: 202,
      body: { success: true, task: { id: id('a'), status: 'acknowledged', revision: 2 } },
    });
    await world.ask('maya', 'POST', `/v1/tasks/${id('a')}/acknowledge`);
    expect(new Set(world.published.map(event => event.id)).size).toBe(1);
    await route1(world);
    await route1(world);
    expect(await tasks()).toMatchObject([{ status: 'acknowledged', revision: 2 }]);

    const until = plusSeconds(now, 86_400);
    expect(await world.ask('maya', 'POST', `/v1/tasks/${id('a')}/snooze`, { until })).toMatchObject({
      body: { task: { status: 'snoozed', snoozedUntil: until } },
    });
    await route1(world);
    expect(await tasks()).toMatchObject([{ status: 'snoozed', snoozedUntil: until }]);
    // However it is written, it is an instant that the sweep finds.
    const long = `${until.slice(0, 19)}.${'0'.repeat(1_000)}+0000`;
    expect(await world.ask('maya', 'POST', `/v1/tasks/${id('a')}/snooze`, { until: long })).toMatchObject({
      body: { task: { status: 'snoozed', snoozedUntil: until } },
    });

    expect(await world.ask('ruth', 'POST', `/v1/tasks/${id('a')}/resolve`, { outcome: 'plan_agreed' })).toMatchObject({
      body: { task: { status: 'resolved', outcome: { code: 'plan_agreed', by: id('ruth') } } },
    });
    await route1(world);
    expect(await tasks()).toEqual([]);
    expect(await world.ports.tasks.find(world.account, id('a'))).toMatchObject({
      outcome: { code: 'plan_agreed', by: id('ruth') },
    });
    expect(await world.ask('maya', 'POST', `/v1/tasks/${id('a')}/resolve`, { outcome: 'plan_agreed' })).toMatchObject({
      status: 202,
    });
    expect(await world.ask('maya', 'POST', `/v1/tasks/${id('a')}/resolve`, { outcome: 'duplicate' })).toEqual({
      ...refused(409, 'already_resolved'),
      body: {
        ...refused(409, 'already_resolved').body,
        task: expect.objectContaining({ id: id('a'), status: 'resolved' }),
        acted: { action: 'resolved', by: { id: id('ruth'), name: id('ruth') }, at: now },
      },
    });
  });

  it('still sees a task that went to the lead when it was late, and may do it, but no other of the lead', async () => {
    const { world, id } = await someWorld({ id: 'own' });
    await world.given(
      ['b', 'c', 'd', 'e', 'f'].map(each => ({
        kind: 'task' as const,
        task: aTask({
          account: world.account,
          id: id(each),
          reason: each,
          owner: id('ruth'),
          breachedAt: now,
          dueAt: `2026-03-1${each.charCodeAt(0) - 96}T09:00:00.000Z`,
          ...(['c', 'e'].includes(each) && { formerOwner: id('maya') }),
        }),
      })),
    );
    expect(idsOf(await world.ask('maya', 'GET', '/v1/tasks'))).toEqual(['own', 'c', 'e']);
    expect(idsOf(await world.ask('ruth', 'GET', '/v1/tasks'))).toEqual(['b', 'c', 'd', 'e', 'f', 'own']);
    const pages: (string | undefined)[][] = [];
    let next: string | undefined;
    do {
      const url = `/v1/tasks?limit=1${next === undefined ? '' : `&cursor=${next}`}`;
      const list: Awaited<ReturnType<TaskWorld['ask']>> = await world.ask('maya', 'GET', url);
      pages.push(idsOf(list));
      next = list.body.next;
      const cursor = Buffer.from(next ?? '', 'base64url').toString('utf8');
      expect(['b', 'd', 'f'].some(each => cursor.includes(id(each)))).toBe(false);
    } while (next !== undefined);
    expect(pages.flat()).toEqual(['own', 'c', 'e']);
    const act = (task: string) => world.ask('maya', 'POST', `/v1/tasks/${id(task)}/acknowledge`);
    expect([(await act('c')).status, (await act('d')).status]).toEqual([202, 404]);
  });

  it('cannot tell somebody else’s task from one that does not exist', async () => {
    const { world, id } = await someWorld({ id: 'a', owner: 'tom' });
    const about = async (task: string, body: unknown = { outcome: 'duplicate' }) => {
      const { status, body: answer } = await world.ask('maya', 'POST', `/v1/tasks/${task}/resolve`, body);
      return [status, JSON.stringify(answer).replaceAll(task, '<id>')];
    };
    const [foreign, unknown] = [await about(id('a')), await about(`b-${count}`)];
    expect(foreign).toEqual(unknown);
    expect(foreign[0]).toBe(404);
    expect(world.published).toEqual([]);
  });

  it('gives an outcome of the closed list, and a day to be asked again', async () => {
    const { world, id } = await someWorld({ id: 'a' });
    const say = (action: string, body: unknown) => world.ask('maya', 'POST', `/v1/tasks/${id('a')}/${action}`, body);
    expect(await say('resolve', {})).toEqual(refused(400, 'invalid_request', 'outcome'));
    expect(await say('resolve', { outcome: 'breached' })).toEqual(refused(400, 'invalid_request', 'outcome'));
    expect(await say('resolve', { outcome: 'duplicate', by: 'eve' })).toMatchObject({ status: 400 });
    expect(await say('snooze', { until: now })).toEqual(refused(400, 'invalid_request', 'until'));
    expect(await say('snooze', { until: plusSeconds(now, 91 * 86_400) })).toEqual(
      refused(400, 'invalid_request', 'until'),
    );
    expect(await say('snooze', { until: 'tomorrow' })).toEqual(refused(400, 'invalid_request', 'until'));
    expect(await say('acknowledge', [])).toMatchObject({ status: 400 });
    expect(world.published).toEqual([]);
    expect(await say('snooze', {})).toMatchObject({ status: 202 });
  });

  it('ticks the steps of the playbook, and is asked for the outcome when all are done', async () => {
    const { world, id } = await someWorld(
      { id: 'a', playbook: { id: 'call-about-adoption', minutes: 30 } },
      { id: 'b' },
    );
    world.playbooks.push(
      aPlaybook({ links: [{ title: 'Usage', url: 'https://app.example/{account}' }], say: 'Hello.' }),
    );
    const url = `/v1/tasks/${id('a')}`;
    const playbook = async () => (await world.ask('maya', 'GET', url)).body.task?.playbook;
    expect(await playbook()).toEqual({
      id: 'call-about-adoption',
      minutes: 30,
      done: 0,
      of: 2,
      steps: [
        { id: 'look', text: 'Look at what they use.' },
        { id: 'call', text: 'Call the admin.' },
      ],
      say: 'Hello.',
      links: [{ title: 'Usage', url: `https://app.example/${world.account}` }],
      asksForOutcome: false,
    });
    const tick = (body: unknown) => world.ask('maya', 'POST', `${url}/tick`, body);
    expect(await tick({ step: 'look' })).toMatchObject({
      status: 202,
      body: {
        task: { status: 'acknowledged', playbook: { done: 1, steps: [{ doneBy: id('maya'), doneAt: now }, {}] } },
      },
    });
    await route1(world);
    await tick({ step: 'call' });
    await route1(world);
    await route1(world);
    expect(await playbook()).toMatchObject({ done: 2, asksForOutcome: true });
    expect((await world.ask('maya', 'GET', '/v1/tasks')).body.tasks).toMatchObject([
      { id: id('a'), playbook: { id: 'call-about-adoption', minutes: 30, done: 2, of: 2 } },
      { id: id('b') },
    ]);
    await tick({ step: 'call', done: false });
    await route1(world);
    expect(await playbook()).toMatchObject({ done: 1, asksForOutcome: false });
    expect(await tick({ step: 'cal' })).toMatchObject({
      status: 400,
      body: { error: { field: 'step', message: 'step: isn\'t a step of its playbook. Did you mean "call"?' } },
    });
    expect(await tick({})).toEqual(refused(400, 'invalid_request', 'step'));
    expect(await world.ask('maya', 'POST', `/v1/tasks/${id('b')}/tick`, { step: 'call' })).toMatchObject({
      status: 400,
      body: { error: { message: 'step: the task has no playbook' } },
    });
  });

  it('says how long a task took, in whole minutes', async () => {
    const { world, id } = await someWorld({ id: 'a' });
    const resolve = (minutes: unknown) =>
      world.ask('maya', 'POST', `/v1/tasks/${id('a')}/resolve`, { outcome: 'plan_agreed', minutes });
    for (const wrong of [0, 2_401, 1.5, '5'])
      expect(await resolve(wrong)).toEqual(refused(400, 'invalid_request', 'minutes'));
    expect(await resolve(2_400)).toMatchObject({ status: 202, body: { task: { outcome: { minutes: 2_400 } } } });
  });

  it('sees whom to call, as the contact is now', async () => {
    const { world, id } = await someWorld({ id: 'a', contact: { roles: ['champion'], otherwise: ['admin'] } });
    const contact = async () =>
      ((await world.ask('maya', 'GET', `/v1/tasks/${id('a')}`)).body.task as { contact?: unknown }).contact;
    expect(await contact()).toBeUndefined();
    await world.given([{ kind: 'contact', contact: somebody('ada') }]);
    expect(await contact()).toEqual({
      id: 'ada',
      role: 'admin',
      why: 'no champion, so admin',
      name: 'Ada Lovelace',
      email: 'ada@acme.example',
    });
    // Neither the list nor what is told elsewhere names the person.
    expect(JSON.stringify((await world.ask('maya', 'GET', '/v1/tasks')).body)).not.toContain('ada');
  });

  it('reads a task of its own, and of others learns nothing', async () => {
    const { world, id } = await someWorld({ id: 'a' }, { id: 'b', owner: 'tom' });
    expect((await world.ask('maya', 'GET', `/v1/tasks/${id('a')}`)).body.task).toMatchObject({ id: id('a') });
    expect((await world.ask('ruth', 'GET', `/v1/tasks/${id('b')}`)).body.task).toMatchObject({ id: id('b') });
    for (const other of [id('b'), 'none'])
      expect(await world.ask('maya', 'GET', `/v1/tasks/${other}`)).toEqual(refused(404, 'not_found'));
  });

  it('hands a task to a colleague, or to the one of a pool with most room', async () => {
    const { world, id } = await someWorld({ id: 'a' }, { id: 'b', owner: 'jo' }, { id: 'c', owner: 'tom' });
    world.pools.push(aPool({ members: [id('jo'), id('ruth')], capacity: 5 }));
    const url = `/v1/tasks/${id('a')}`;
    const hand = (csm: string, body: unknown) => world.ask(csm, 'POST', `${url}/reassign`, body);
    expect(await hand('jo', { to: id('jo') })).toEqual(refused(404, 'not_found'));
    expect(await hand('maya', {})).toEqual(refused(400, 'invalid_request', 'to'));
    expect(await hand('maya', { to: 'eve' })).toEqual(refused(400, 'invalid_request', 'to'));
    expect(await hand('maya', { pool: 'grwoth' })).toMatchObject({ status: 400, body: { error: { field: 'pool' } } });
    expect(await hand('maya', { to: id('tom') })).toMatchObject({ status: 202, body: { task: { owner: id('tom') } } });
    await route1(world);
    await route1(world);
    // The one who had it may see and do it no longer; the lead may.
    expect(await world.ask('maya', 'GET', url)).toEqual(refused(404, 'not_found'));
    expect(idsOf(await world.ask('tom', 'GET', '/v1/tasks'))).toEqual(['a', 'c']);
    expect(await hand('ruth', { pool: 'growth' })).toMatchObject({
      status: 202,
      body: { task: { owner: id('ruth') } },
    });
    await route1(world);
    expect(await world.ports.tasks.find(world.account, id('a'))).toMatchObject({
      owner: id('ruth'),
      assignedBy: 'hand',
      revision: 3,
    });
    for (const csm of world.team) Object.assign(csm, { away: [{ from: '2026-03-10', to: '2026-03-10' }] });
    expect(await hand('ruth', { pool: 'growth' })).toMatchObject({
      body: { error: { message: 'pool: everyone in it is away. Choose another pool, or a CSM with `to`' } },
    });
  });
});

describe('what a customer said', () => {
  const said = (account: string, id: string, daysAgo: number) => ({
    account,
    id,
    at: plusSeconds(now, -daysAgo * 86_400),
    user: 'ada',
    survey: 'csat',
    score: 2,
    comment: `comment ${id}`,
  });

  it('comes with the task: the five latest of the time from 30 days before it opened', async () => {
    const { world, id } = await someWorld({ id: 'soon' });
    world.ports.build.catalog = async () => catalog.data;
    for (const [index, daysAgo] of [31, 30, 9, 8].entries())
      await world.ports.answers.keep(said(world.account, `a${index}`, daysAgo));
    await world.ports.answers.keep(said(`${world.account}-other`, 'b', 1));
    const answersOf = async () => {
      const list = await world.ask('maya', 'GET', '/v1/tasks');
      const [task] = list.body.tasks as unknown as { answers: { comment: string }[] }[];
      return task?.answers ?? [];
    };
    const comments = async () => (await answersOf()).map(({ comment }) => comment);
    expect(await comments()).toEqual(['comment a3', 'comment a2', 'comment a1']);

    for (const [index, daysAgo] of [7, 6, 5].entries())
      await world.ports.answers.keep(said(world.account, `c${index}`, daysAgo));
    expect(await comments()).toEqual(['comment c2', 'comment c1', 'comment c0', 'comment a3', 'comment a2']);
    const one = await world.ask('maya', 'GET', `/v1/tasks/${id('soon')}`);
    expect(one.body.task).toMatchObject({ answers: await answersOf() });
    expect((await answersOf())[0]).not.toHaveProperty('account');
  });

  it('is not read for a business that asks for no words', async () => {
    const { world } = await someWorld({ id: 'soon' });
    await world.ports.answers.keep(said(world.account, 'a', 1));
    expect((await world.ask('maya', 'GET', '/v1/tasks')).body.tasks?.[0]).not.toHaveProperty('answers');
  });
});
