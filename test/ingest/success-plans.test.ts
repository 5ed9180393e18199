import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { describe, expect, test } from 'vitest';
import { segmentCall } from '../../engine/ingest/segment-call.ts';
import { usableCall } from '../../engine/ingest/usable-call.ts';
import { createHandler as createBrowser } from '../../functions/ingest-browser.ts';
import { createHandler } from '../../functions/ingest-usage.ts';
import { catalog } from '../../journeys/catalog.ts';
import { routeWorld } from '../support/route-world.ts';
import { testStore } from '../support/stored.ts';

const launch = { id: 'launch', title: 'Go live before the fair', owner: 'olga', dueAt: '2026-05-04' };
const reports = { id: 'reports', metric: 'count:Report Shared', target: 10, dueAt: '2026-06-01T09:00:00+02:00' };
const plan = (goals: unknown, more: object = {}) => ({
  type: 'plan',
  messageId: 'p1',
  groupId: 'acme',
  timestamp: '2026-03-10T08:00:00Z',
  goals,
  ...more,
});

const posting = () => {
  const world = routeWorld(testStore(), 'acme', []);
  const post = async (body: unknown, path = '/v1/plan', key = 'key-1', handler = createHandler(world.ports)) => {
    const headers = { authorization: `Basic ${btoa(`${key}:`)}`, origin: 'https://app.acme.example' };
    const requestContext = { http: { method: 'POST', path } };
    const event = { rawPath: path, requestContext, headers, body: JSON.stringify(body), isBase64Encoded: false };
    const { statusCode, body: answer } = await handler(event as unknown as APIGatewayProxyEventV2, {} as Context);
    return { status: statusCode, answer: JSON.parse(answer ?? '') };
  };
  const stored = async () => (await world.ports.accounts.snapshot('acme')).successPlan;
  return { world, post, stored };
};

describe('a success plan', () => {
  test('is kept whole, and only the ids of its goals go through the queue', async () => {
    const { world, post, stored } = posting();
    const milestones = [{ id: 'data', title: 'Data moved', dueAt: '2026-04-01', doneAt: null }];
    const said = { ...launch, milestones, note: 'not taken', metric: null };
    expect((await post(plan([said, reports]))).status).toBe(200);
    expect(await stored()).toEqual({
      at: '2026-03-10T08:00:00.000Z',
      message: 'p1',
      goals: [{ ...launch, milestones: [{ id: 'data', title: 'Data moved', dueAt: '2026-04-01' }] }, reports],
    });
    expect(world.published).toMatchObject([
      { name: 'plan.changed', account: 'acme', fields: { goals: 'launch reports' } },
    ]);
    expect(JSON.stringify(world.published)).not.toMatch(/fair|olga|Data moved/);
  });

  test('is the newest by its own time, late and repeated ones change nothing, and an empty one ends it', async () => {
    const { post, stored } = posting();
    const at = (messageId: string, timestamp: string, goals: unknown) => post(plan(goals, { messageId, timestamp }));
    await at('p2', '2026-03-10T08:30:00Z', [reports]);
    await at('p1', '2026-03-10T08:29:59Z', [launch]);
    await at('p2', '2026-03-10T08:30:00Z', [reports]);
    expect((await stored())?.goals).toEqual([reports]);
    await at('p3', '2026-03-10T08:30:01Z', []);
    expect((await stored())?.goals).toEqual([]);
  });

  test('comes in a batch with other calls, of which one that is wrong is refused alone', async () => {
    const { post, stored } = posting();
    const { status, answer } = await post(
      { batch: [plan([launch]), plan([{ id: 'no id' }], { messageId: 'p2' })] },
      '/v1/batch',
    );
    expect([status, answer.failed]).toMatchObject([200, [{ index: 1, messageId: 'p2', field: 'goals[0].id' }]]);
    expect((await stored())?.goals).toEqual([launch]);
  });

  test('is never taken from a page', async () => {
    const { world, post, stored } = posting();
    const browser = createBrowser(world.ports);
    await post({ batch: [plan([launch])] }, '/v1/b', 'page-1', browser as unknown as ReturnType<typeof createHandler>);
    expect(await stored()).toBeUndefined();
  });
});

const refusalOf = (said: object): string => {
  const sent = segmentCall(said);
  return 'refusal' in sent ? sent.refusal.message : 'taken';
};
const goals = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `goal-${index}` }));

describe('what is wrong with a plan is told by its place', () => {
  test.each([
    ['no account', plan([launch], { groupId: undefined }), "groupId: is missing: give the account's id"],
    ['no goals', plan(undefined), 'goals: is missing: give the list of goals, an empty one to end the plan'],
    ['10 goals', plan(goals(10)), 'taken'],
    ['11 goals', plan(goals(11)), 'goals: must be at most 10'],
    ['10 milestones', plan([{ ...launch, milestones: goals(10) }]), 'taken'],
    ['11 milestones', plan([{ ...launch, milestones: goals(11) }]), 'goals[0].milestones: must be at most 10'],
    ['a title of 200 characters', plan([{ ...launch, title: 'x'.repeat(200) }]), 'taken'],
    ['a title of 201', plan([{ ...launch, title: 'x'.repeat(201) }]), 'goals[0].title: is longer than 200 characters'],
    ['an id twice', plan([launch, { ...launch }]), 'goals[1].id: "launch" appears twice'],
    ['an id of 64 characters', plan([{ id: 'x'.repeat(64) }]), 'taken'],
    ['an id of 65', plan([{ id: 'x'.repeat(65) }]), /^goals\[0\]\.id: is not an id: begin with a letter/],
    ['an id of words', plan([{ id: 'Go live' }]), /^goals\[0\]\.id: is not an id/],
    ['no such day', plan([{ ...launch, dueAt: '2026-02-30' }]), /^goals\[0\]\.dueAt: is not a valid time/],
    ['a target as text', plan([{ ...reports, target: ' 10 ' }]), 'taken'],
    ['a goal that is a text', plan(['launch']), 'goals[0]: must be an object, with an id'],
    [
      'a milestone that is a text',
      plan([{ ...launch, milestones: ['m'] }]),
      'goals[0].milestones[0]: must be an object, with an id',
    ],
    ['an id that is a number', plan([{ id: 5 }]), 'goals[0].id: must be a text, such as "launch"'],
    ['a target of 0', plan([{ ...reports, target: 0 }]), 'goals[0].target: must be above 0'],
    ['an adoption of 100 %', plan([{ id: 'a', metric: 'adoption', target: 1 }]), 'taken'],
    [
      'one of 60',
      plan([{ id: 'a', metric: 'adoption', target: 60 }]),
      /^goals\[0\]\.target: must be a share from 0 to 1/,
    ],
  ])('%s', (_, said, problem) => {
    expect(refusalOf(said)).toEqual(typeof problem === 'string' ? problem : expect.stringMatching(problem));
  });

  const warned = (...said: object[]) => {
    const sent = segmentCall(plan(said));
    if (!('call' in sent)) throw new Error('The plan is not understood.');
    return usableCall(sent.call, catalog.data).warnings.map(({ field, message }) => `${field} ${message}`);
  };

  test('a member that no goal has is left out, and told with the one that is meant', () => {
    const meant = (member: string) =>
      warned({ id: 'a', [member]: '2026-06-01' })[0]?.match(/Did you mean "(\w+)"/)?.[1];
    const words: Record<string, string> = {
      by: 'dueAt',
      due_at: 'dueAt',
      dueat: 'dueAt',
      deadline: 'dueAt',
      due: 'dueAt',
      dueDate: 'dueAt',
      DUE_DATE: 'dueAt',
      reached: 'reachedAt',
      completed_at: 'reachedAt',
      name: 'title',
      Title: 'title',
      csm: 'owner',
      targt: 'target',
      mileston: 'milestones',
    };
    expect(Object.fromEntries(Object.keys(words).map(word => [word, meant(word)]))).toEqual(words);
    expect(warned({ id: 'a', milestones: [{ id: 'b', doneat: '2026-03-01' }] })).toEqual([
      'goals[0].milestones[0].doneat is unknown, and left out. Did you mean "doneAt"?',
    ]);
    expect(
      warned({ id: 'a', ...Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`x${index}`, 1])) }),
    ).toHaveLength(20);
  });

  test('what is not measured is warned of, without the words of the customer', () => {
    expect(warned(launch, reports, { id: 'revenue' }, { id: 'used', metric: ' Adoption', target: 0.5 })).toEqual([]);
    expect(warned({ ...launch, id: 'lanch' })).toEqual([
      `goals[0].id isn't a goal of the catalog. Did you mean "launch"?`,
    ]);
    expect(warned({ id: 'a', metric: 'Secret revenue', target: 3 })).toEqual([
      'goals[0].metric is not measured: Daymark measures adoption, and count:<event>',
    ]);
    expect(warned({ id: 'a', metric: 'count:Report Share', target: 3 })).toEqual([
      'goals[0].metric counts an event that the catalog does not have. Did you mean "Report Shared"?',
    ]);
    expect(warned({ id: 'a', metric: 'adoption' })).toEqual(['goals[0].target is missing, so nothing is measured']);
  });
});
