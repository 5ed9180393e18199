import { describe, expect, it } from 'vitest';
import { testStore } from '../support/stored.ts';
import { taskWorld } from '../support/task-world.ts';
import { anActiveEnrollment, now, somebody, someProfile } from '../support/touch.ts';

const store = testStore();
let count = 0;

/** Ruth leads Maya. The account is in the journey, twice. */
const someWorld = async () => {
  const number = ++count;
  const world = await taskWorld(store, `console-${number}`);
  const { account } = world;
  world.team.push(
    { id: 'maya', email: 'maya@example.com', name: 'Maya', lead: 'ruth' },
    { id: 'ruth', email: 'ruth@example.com', name: 'Ruth' },
  );
  const journey = (await world.ports.build.journeys())[0]?.id ?? '';
  await world.given([
    { kind: 'profile', profile: someProfile({}, { account }) },
    { kind: 'contact', contact: somebody('ada', { name: 'Ada', email: `ada-${number}@example.com` }) },
    ...['a', 'b'].map(id => ({
      kind: 'enroll' as const,
      enrollment: anActiveEnrollment({ account, journey, id: `${id}-${number}`, key: id }),
    })),
  ]);
  let keys = 0;
  const ask = async (who: string, method: 'GET' | 'POST', url: string, body?: object, groups: string[] = []) =>
    world.askWith(await world.tokenOf(who, groups), method, url, body, { 'idempotency-key': `${number}-${++keys}` });
  return {
    ...world,
    journey,
    post: (who: string, url: string, body: object = {}, groups?: string[]) => ask(who, 'POST', url, body, groups),
    get: (who: string, url: string, groups?: string[]) => ask(who, 'GET', url, undefined, groups),
  };
};

const notFound = { status: 404, body: { error: { code: 'not_found', message: 'There is no such page.' } } };

describe('a note on an account', () => {
  it('is written by a CSM, read page by page, and told in no audit line', async () => {
    const { account, get, post } = await someWorld();
    const path = `/v1/accounts/${account}`;
    const first = await post('maya', `${path}/notes`, { text: 'Ada prefers mornings.', about: 'ada' });
    expect(first).toEqual({
      status: 200,
      body: { note: { id: expect.any(String), at: now, by: 'maya', about: 'ada' } },
    });
    await post('maya', `${path}/notes`, { text: 'Renewal looks good.' });

    const page = await get('ruth', `${path}/notes?limit=1`);
    const rest = await get('ruth', `${path}/notes?cursor=${page.body.next}`);
    expect(
      [page, rest].flatMap(({ body }) => (body.notes as { text: string }[]).map(({ text }) => text)).sort(),
    ).toEqual(['Ada prefers mornings.', 'Renewal looks good.']);
    const { body } = await get('ruth', `${path}/audit`);
    expect(body.lines).toMatchObject([
      { action: 'account.note', by: { id: 'maya', name: 'Maya' }, from: 'api' },
      { action: 'account.note' },
    ]);
    expect(JSON.stringify(body)).not.toContain('mornings');
  });

  it('needs a key, words, and what it is about to be there; marketers write none', async () => {
    const { account, askWith, post, tokenOf } = await someWorld();
    const url = `/v1/accounts/${account}/notes`;
    const refused = (field: string) => ({ status: 400, body: { error: { field } } });
    expect(await askWith(await tokenOf('maya'), 'POST', url, { text: 'x' })).toMatchObject(refused('idempotency-key'));
    expect(await post('maya', url, { text: '  ' })).toMatchObject(refused('text'));
    expect(await post('maya', url, { text: 'x', about: 'bob' })).toMatchObject(refused('about'));
    expect(await post('maya', url, { text: 'x', task: 't' })).toMatchObject(refused('task'));
    expect((await post('maya', '/v1/accounts/nobody/notes', { text: 'x' })).status).toBe(404);
    expect(await post('max', url, { text: 'x' }, ['marketer'])).toEqual(notFound);
  });
});

describe('taking an account out of a journey', () => {
  it('ends its enrollments there, for a reason that is written down with the account and the journey', async () => {
    const { account, journey, get, post, published } = await someWorld();
    const said = { journey, reason: 'customer_asked' };
    expect(await post('ruth', `/v1/accounts/${account}/stop`, said)).toEqual({
      status: 200,
      body: {
        account,
        journey,
        enrollments: ['a', 'b'].map(id => ({ id: `${id}-${count}`, status: 'exited', reason: 'stopped' })),
      },
    });
    expect(published).toMatchObject([{ name: 'daymark.stop', account, fields: { journey } }]);
    const line = {
      action: 'account.stop',
      by: { name: 'Ruth' },
      details: { reason: 'customer_asked', enrollments: 2 },
    };
    expect((await get('ruth', `/v1/accounts/${account}/audit`)).body.lines).toMatchObject([line]);
    expect((await get('ruth', `/v1/journeys/${journey}/audit`)).body.lines).toContainEqual(
      expect.objectContaining({ account }),
    );
  });

  it('is a lead’s to do, of a closed list of reasons, while it is in the journey', async () => {
    const { account, journey, post, published } = await someWorld();
    const url = `/v1/accounts/${account}/stop`;
    expect(await post('maya', url, { journey, reason: 'other' })).toEqual(notFound);
    expect(await post('ruth', url, { journey, reason: 'because' })).toMatchObject({ status: 400 });
    expect(await post('ruth', url, { journey: 'none', reason: 'other' })).toMatchObject({ status: 409 });
    expect((await post('ruth', '/v1/accounts/nobody/stop', { journey, reason: 'other' })).status).toBe(404);
    expect(published).toEqual([]);
  });
});

describe('leaving out one touch of a journey', () => {
  it('tells the account’s turn which touch, for a reason that is written down with its step', async () => {
    const { account, journey, get, post, published, ports } = await someWorld();
    const enrollment = `a-${count}`;
    const touch = { function: 'deliver-touch', call: { order: 1, iteration: 1, step: { kind: 'email', id: 'tips' } } };
    const { version } = anActiveEnrollment();
    Object.assign(ports.build, {
      itineraries: async () => [{ journey, version, start: 'tips', places: { tips: touch } }],
    });
    const url = `/v1/accounts/${account}/leave-out`;
    const said = { enrollment, step: 'tips', reason: 'wrong_time' };
    expect(await post('maya', url, said)).toEqual(notFound);
    expect(await post('ruth', url, { ...said, step: 'none' })).toMatchObject({ status: 400 });
    expect(await post('ruth', url, { ...said, enrollment: 'none' })).toMatchObject({ status: 409 });
    expect(published).toEqual([]);
    expect(await post('ruth', url, said)).toEqual({
      status: 200,
      body: { account, journey, enrollment, leftOut: ['tips'] },
    });
    expect(published).toMatchObject([{ name: 'daymark.leave_out', fields: { enrollment, step: 'tips' } }]);
    expect((await get('ruth', `/v1/accounts/${account}/audit`)).body.lines).toMatchObject([
      { action: 'account.leaveOut', by: { name: 'Ruth' }, step: 'tips', details: { reason: 'wrong_time' } },
    ]);
  });
});

describe('steering a journey', () => {
  const marketer = ['marketer'];

  it('begins with a plan, and is done when the journey’s id is typed', async () => {
    const { journey, post, switched } = await someWorld();
    const url = `/v1/journeys/${journey}/pause`;
    expect(await post('max', `${url}?plan=true`, {}, marketer)).toMatchObject({
      status: 200,
      body: {
        journey,
        enrollments: 2,
        isPaused: false,
        plan: {
          isEmpty: false,
          lines: [expect.stringContaining('Pausing holds'), expect.anything(), expect.anything()],
        },
      },
    });
    expect(await post('max', url, {}, marketer)).toMatchObject({ status: 400, body: { error: { field: 'confirm' } } });
    expect(switched).toEqual([]);
    expect(await post('max', url, { confirm: journey }, marketer)).toEqual({
      status: 200,
      body: { journey, enrollments: 2, isPaused: true, isClosed: false },
    });
    expect(switched).toEqual([[`journey/${journey}`, 'paused by an operator']]);
  });

  it('answers how it stands then, and leaves a line with the journey', async () => {
    const { journey, get, post, published } = await someWorld();
    const steer = async (verb: string) =>
      (await post('max', `/v1/journeys/${journey}/${verb}`, { confirm: journey }, marketer)).body;
    expect(await steer('drain')).toEqual({ journey, enrollments: 2, isPaused: false, isClosed: true });
    expect(await steer('resume')).toEqual({ journey, enrollments: 2, isPaused: false, isClosed: false });
    expect(await steer('stop')).toEqual({ journey, enrollments: 0, isPaused: false, isClosed: true });
    expect(published.filter(({ name }) => name === 'daymark.stop')).toHaveLength(1);
    const { lines } = (await get('max', `/v1/journeys/${journey}/audit`, marketer)).body as unknown as {
      lines: { action: string; by: { id: string } }[];
    };
    const own = lines.filter(({ by }) => by.id === 'max@example.com').map(({ action }) => action);
    expect(own).toEqual(expect.arrayContaining(['journey.drain', 'journey.resume', 'journey.stop']));
  });

  it('is not there for CSMs, nor for a journey that is not', async () => {
    const { journey, post } = await someWorld();
    expect(await post('maya', `/v1/journeys/${journey}/pause`, { confirm: journey })).toEqual(notFound);
    expect((await post('max', '/v1/journeys/none/pause', { confirm: 'none' }, marketer)).status).toBe(404);
  });
});
