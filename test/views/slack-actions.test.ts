import { createHmac } from 'node:crypto';
import type { Context } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { matchRoute, publicRoutes } from '../../engine/access/public-routes.ts';
import type { DomainEvent } from '../../engine/account/event.ts';
import { slackAppIn, slackClient } from '../../engine/adapters/aws/slack-app.ts';
import type { Csm } from '../../engine/definition/team.ts';
import { proxyEvent } from '../../engine/local/proxy-event.ts';
import { route } from '../../engine/routing/use-cases/route.ts';
import { digestOf } from '../../engine/tasks/digest.ts';
import { notifyTask } from '../../engine/tasks/use-cases/notify-task.ts';
import { postDigest } from '../../engine/tasks/use-cases/post-digest.ts';
import { createHandler } from '../../functions/slack-actions.ts';
import { startTestServer, type TestServer } from '../support/http-server.ts';
import { testStore } from '../support/stored.ts';
import { taskWorld } from '../support/task-world.ts';
import { aTask } from '../support/tasks.ts';
import { now, someProfile } from '../support/touch.ts';

const store = testStore();
const signingSecrets = ['8f742231b10e8888abcd99yyyzzz85a5', 'the-one-of-before-the-rotation'];
let count = 0;
let slack: TestServer;
beforeAll(async () => {
  slack = await startTestServer();
  // As Slack answers: https://docs.slack.dev/reference/methods
  slack.answer = (response, { path, body }, n) => {
    const answers: Record<string, object> = {
      '/chat.postMessage': {
        ok: true,
        channel: 'C123456',
        ts: `1503435956.${String(n).padStart(6, '0')}`,
        message: {},
      },
      '/chat.update': { ok: true, channel: 'C123456', ts: '1401383885.000061', text: 'Updated text' },
      '/users.lookupByEmail': body.includes('maya%40example.com')
        ? { ok: true, user: { id: 'U-MAYA', team_id: 'T012AB3C4', name: 'maya' } }
        : { ok: false, error: 'users_not_found' },
      '/users.info': body.includes('U-MAYA')
        ? { ok: true, user: { id: 'U-MAYA', name: 'maya', profile: { email: 'Maya@example.com' } } }
        : { ok: false, error: 'user_not_found' },
    };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answers[path] ?? { ok: true }));
  };
});
afterAll(() => slack.stop());

interface Message {
  ts?: string;
  channel?: string;
  blocks: { type: string; block_id?: string; elements?: { action_id?: string; text?: string; url?: string }[] }[];
}

/** A task of Maya's that was told in Slack, by an app, against a server that answers as Slack does. */
const someWorld = async () => {
  const world = await taskWorld(store, `slack-${++count}`);
  const { account, ports } = world;
  world.team.push(
    { id: 'maya', email: 'maya@example.com', name: 'Maya', lead: 'ruth' },
    { id: 'ruth', email: 'ruth@example.com', name: 'Ruth' },
  );
  const id = `call-${count}`;
  await world.given([
    { kind: 'profile', profile: someProfile({}, { account }) },
    { kind: 'task', task: aTask({ account, id, owner: 'maya' }) },
  ]);
  const app = slackAppIn({
    slackApp: { token: 'xoxb-1', channel: 'C123456', signingSecrets, api: slack.url },
  });
  if (!app) throw new Error('There is no app.');
  const withSlack = {
    ...ports,
    slack: slackClient(app, ports.clock),
    settings: { ...ports.settings, taskSinks: { slack: 'tasks' }, taskUrl: 'https://console.example/tasks/{task}' },
  };
  const handler = createHandler(withSlack);
  const from = slack.received.length;
  const sent = (method: string) =>
    slack.received
      .slice(from)
      .filter(({ path }) => path === method)
      .map(({ body }) => JSON.parse(body) as Message);
  let routed = 0;
  const tell = async (which = id) => {
    const task = await ports.tasks.find(account, which);
    if (task?.change)
      await notifyTask({ account, task: which, revision: task.revision, change: task.change, at: now }, withSlack);
  };
  await tell();
  const post = async (body: string, headers: Record<string, string>) => {
    const url = '/v1/slack/actions';
    const matched = matchRoute(publicRoutes, 'POST', url);
    if (!matched) throw new Error('There is no route.');
    const answer = await handler(
      proxyEvent({ method: 'POST', url, headers, body, at: ports.clock.now(), route: matched }),
      {} as Context,
    );
    return answer.statusCode;
  };
  /** As Slack sends what was pressed, with its signature. */
  const press = (
    action: object,
    { user = 'U-MAYA', secret = signingSecrets[0] as string, age = 0, actionTs = '1548426417.840180' } = {},
  ) => {
    const posted = sent('/chat.postMessage').at(-1);
    const block = posted?.blocks.find(({ type }) => type === 'actions')?.block_id;
    const payload = {
      type: 'block_actions',
      team: { id: 'T9TK3CUKW', domain: 'example' },
      user: { id: user, username: 'm', name: 'm', team_id: 'T9TK3CUKW' },
      api_app_id: 'AABA1ABCD',
      token: '9s8d9as89d8as9d8as989',
      container: { type: 'message', message_ts: '1503435956.000247', channel_id: 'C123456', is_ephemeral: false },
      trigger_id: '12321423423.333649436676.d8c1bb837935619ccad0f624c448ffb3',
      channel: { id: 'C123456', name: 'cs-tasks' },
      message: { bot_id: 'BAH5CA16Z', type: 'message', text: 't', user: 'UAJ2RU415', ts: '1503435956.000247' },
      response_url: `${slack.url}/actions/AABA1ABCD/1232321423432/D09sSasdasdAS9091209`,
      actions: [{ block_id: block, action_ts: actionTs, ...action }],
    };
    const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
    const timestamp = String(Math.floor(Date.parse(ports.clock.now()) / 1_000) - age);
    const signature = `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
    return post(body, {
      'content-type': 'application/x-www-form-urlencoded',
      'X-Slack-Request-Timestamp': timestamp,
      'X-Slack-Signature': signature,
    });
  };
  /** A Monday's digest of so many further tasks, and its recipient; postponed by two hours. */
  const digest = async (csm: Csm, tasks: number) => {
    const more = Array.from({ length: tasks }, (_, n) =>
      aTask({ account, id: `${id}-${n}`, owner: csm.id, reason: `${n}`, inDigest: true }),
    );
    await world.given(more.map(task => ({ kind: 'task' as const, task })));
    const found = digestOf(more);
    for (let hour = 0; found && hour < 2; hour++) await postDigest(csm, '2026-03-16', found, withSlack);
  };
  return {
    ...world,
    id,
    digest,
    press,
    sent,
    task: (which = id) => ports.tasks.find(account, which),
    audit: async () => (await ports.audit.ofAccount(account, { limit: 10 })).lines,
    told: () =>
      slack.received
        .slice(from)
        .filter(({ path }) => path.startsWith('/actions/'))
        .map(({ body }) => JSON.parse(body)),
    /** What the queues do: actions are routed, and told. */
    settle: async (which = id) => {
      for (; routed < world.published.length; routed++) {
        await route(world.published[routed] as DomainEvent, ports);
        await tell(which);
      }
    },
  };
};

const acknowledge = { type: 'button', action_id: 'acknowledge', value: 'acknowledge' };
const choose = (action_id: string, value: string) => ({
  type: 'static_select',
  action_id,
  selected_option: { text: { type: 'plain_text', text: value }, value },
});
const texts = (message: Message | undefined) => JSON.stringify(message?.blocks ?? []);
const buttonsOf = (message: Message | undefined) =>
  message?.blocks.find(({ type }) => type === 'actions')?.elements?.map(({ action_id }) => action_id);

describe('a task in Slack', () => {
  it('has buttons; what is pressed is done, and every message of it shows how it stands', async () => {
    const { press, sent, settle, task, audit, id } = await someWorld();
    const [posted] = sent('/chat.postMessage');
    expect(buttonsOf(posted)).toEqual(['acknowledge', 'snooze', 'resolve', 'open']);
    expect(texts(posted)).toContain(`https://console.example/tasks/${id}`);

    expect(await press(acknowledge)).toBe(200);
    await settle();
    expect(await task()).toMatchObject({ status: 'acknowledged', acted: { by: 'maya' } });
    expect(await audit()).toMatchObject([{ action: 'task.acknowledge', by: 'maya', from: 'slack' }]);
    const shown = sent('/chat.update').at(-1);
    expect(shown).toMatchObject({ channel: 'C123456', ts: expect.stringMatching(/^1503435956\./) });
    expect(texts(shown)).toContain('Maya is working on it');
    expect(buttonsOf(shown)).toEqual(['snooze', 'resolve', 'open']);
  });

  it('is snoozed until the next working day or week of whoever presses it, and resolved by an outcome', async () => {
    const { press, settle, task, sent } = await someWorld();
    // A Tuesday.
    await press(choose('snooze', 'tomorrow'));
    await settle();
    expect(await task()).toMatchObject({ status: 'snoozed', snoozedUntil: '2026-03-11T09:00:00.000Z' });
    await press(choose('snooze', 'next_week'), { actionTs: '2' });
    await settle();
    expect(await task()).toMatchObject({ snoozedUntil: '2026-03-16T09:00:00.000Z' });
    await press(choose('resolve', 'plan_agreed'), { actionTs: '3' });
    await settle();
    expect(await task()).toMatchObject({ status: 'resolved', outcome: { code: 'plan_agreed', by: 'maya' } });
    expect(texts(sent('/chat.update').at(-1))).toContain('Done: plan agreed (Maya)');
    expect(buttonsOf(sent('/chat.update').at(-1))).toEqual(['open']);
  });

  it('says so when it was done in the console; who still presses is told who was faster', async () => {
    const { ask, id, press, sent, settle, task, told } = await someWorld();
    await ask('ruth', 'POST', `/v1/tasks/${id}/resolve`, { outcome: 'duplicate' });
    await settle();
    expect(texts(sent('/chat.update').at(-1))).toContain('Done: duplicate (Ruth)');
    expect(await press(acknowledge)).toBe(200);
    expect(told()).toMatchObject([
      { response_type: 'ephemeral', text: expect.stringContaining('Ruth resolved it: duplicate') },
    ]);
    expect(await task()).toMatchObject({ status: 'resolved', revision: 2 });
  });

  it('is not acted on twice by one press, nor by somebody whom team.ts does not know', async () => {
    const { press, published, told } = await someWorld();
    await press(acknowledge);
    await press(acknowledge);
    expect(new Set(published.map(({ id }) => id)).size).toBe(1);
    expect(await press(choose('resolve', 'duplicate'), { user: 'U-EVE', actionTs: '2' })).toBe(200);
    expect(told()).toMatchObject([{ text: expect.stringContaining('team.ts') }]);
    expect(published).toHaveLength(1);
  });

  it('takes what Slack signed in the last five minutes, by the secret of before too, and nothing else', async () => {
    const { press, published } = await someWorld();
    const refused = [
      press(acknowledge, { secret: 'somebody-else-s-secret-of-32-char' }),
      press(acknowledge, { age: 301 }),
      press(acknowledge, { age: -301 }),
    ];
    expect(await Promise.all(refused)).toEqual([401, 401, 401]);
    expect(published).toEqual([]);
    expect(await press(acknowledge, { secret: signingSecrets[1] as string, age: 299 })).toBe(200);
    expect(published).toHaveLength(1);
  });
});

const rowsOf = (message: Message | undefined) => message?.blocks.filter(({ type }) => type === 'actions') ?? [];

describe('the Monday digest in Slack', () => {
  const maya = { id: 'maya', email: 'maya@example.com' };

  it('goes once to the CSM alone; each task has its buttons, and shows how it stands among the others', async () => {
    const { digest, press, sent, settle, task, id } = await someWorld();
    await digest(maya, 14);
    const [, posted, ...more] = sent('/chat.postMessage');
    expect(more).toEqual([]);
    expect(posted).toMatchObject({ channel: 'U-MAYA', text: expect.stringContaining('Your Monday: 14 tasks') });
    expect(rowsOf(posted)).toHaveLength(12);
    expect(posted?.blocks.length).toBeLessThanOrEqual(50);
    expect(texts(posted)).toContain('And 2 more');

    const [first] = rowsOf(posted);
    const pressed = first?.block_id?.replace('1 ', '') ?? '';
    await press(acknowledge);
    await settle(pressed);
    expect(await task(pressed)).toMatchObject({ status: 'acknowledged', acted: { by: 'maya' } });
    expect(await task(id)).toMatchObject({ status: 'open' });
    const shown = sent('/chat.update').at(-1);
    expect(texts(shown)).toContain('Maya is working on it');
    expect(rowsOf(shown).map(({ elements = [] }) => elements.length)).toEqual([3, ...Array(11).fill(4)]);
  });

  it('is by mail alone for whom Slack does not know', async () => {
    const { digest, sent } = await someWorld();
    await digest({ id: 'tom', email: 'tom@example.com' }, 1);
    expect(sent('/chat.postMessage')).toHaveLength(1);
  });
});
