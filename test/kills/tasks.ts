import { createHmac } from 'node:crypto';
import { tableAccountPorts } from '../../engine/adapters/aws/table/account-ports.ts';
import type { Story } from '../../faults/kill.ts';
import type { Stage } from '../../faults/stage.ts';
import { slackApp } from '../../faults/world.ts';
import { group } from '../support/recorded-events.ts';
import { customer, day, does, hour, minute } from './acts.ts';

/** What Maya does with the task of the account. */
const acts = (after: number, action: 'acknowledge' | 'snooze' | 'resolve', body: object = {}) => ({
  after,
  act: async (stage: Stage) => {
    const { tasks } = await tableAccountPorts(stage.table, { now: stage.cloud.now }).accounts.snapshot(stage.account);
    return stage.ask(`POST /v1/tasks/${tasks[0]?.id}/${action}`, {
      headers: {
        authorization: `Bearer ${await stage.csmToken('maya@tidewater.example')}`,
        'idempotency-key': `${stage.account}-${after}`,
      },
      body: JSON.stringify(body),
    });
  },
});

/** What Ruth, who leads the team, does in the console. */
const leads = (after: number, path: (stage: Stage) => string, body: object | ((stage: Stage) => Promise<object>)) => ({
  after,
  act: async (stage: Stage) =>
    stage.ask(`POST ${path(stage)}`, {
      headers: {
        authorization: `Bearer ${await stage.csmToken('ruth@tidewater.example')}`,
        'idempotency-key': `${stage.account}-${after}`,
      },
      body: JSON.stringify(typeof body === 'function' ? await body(stage) : body),
    }),
});

/** Of the account, in the journey. */
const enrollmentIn = async ({ table, cloud, account }: Stage, journey: string): Promise<string | undefined> => {
  const { enrollments } = await tableAccountPorts(table, { now: cloud.now }).accounts.snapshot(account);
  return enrollments.find(each => each.journey === journey)?.id;
};

/** Maya presses a button of the task's message in Slack. */
const presses = (after: number, action_id: string) => ({
  after,
  act: async (stage: Stage) => {
    const { tasks } = await tableAccountPorts(stage.table, { now: stage.cloud.now }).accounts.snapshot(stage.account);
    const [task] = tasks;
    const payload = {
      type: 'block_actions',
      user: { id: 'U-maya' },
      actions: [{ type: 'button', action_id, block_id: `${task?.revision} ${task?.id}`, action_ts: `${after}.0` }],
    };
    const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
    const timestamp = String(Math.floor(Date.parse(stage.cloud.now()) / 1_000));
    const signed = createHmac('sha256', slackApp.signingSecrets[0] ?? '')
      .update(`v0:${timestamp}:${body}`)
      .digest('hex');
    return stage.ask('POST /v1/slack/actions', {
      headers: { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${signed}` },
      body,
    });
  },
});

export const tasks: Story[] = [
  {
    title: 'a button of a task is pressed in Slack, and the task is in the CRM',
    ends: ['bus call acknowledged', 'post /slack', 'post /hubspot', 'audit task.acknowledge'],
    acts: [
      customer(),
      { after: 5, act: ({ account, cloud, send }) => send(group(account, cloud.now(), { hubspotCompanyId: account })) },
      does(minute, 'Champion Left'),
      presses(11 * minute, 'acknowledge'),
    ],
    lasts: 4 * hour,
    dies: death => ['slack-actions', 'notify-task'].includes(death.function),
  },
  {
    title: 'a note is written, a goal is added, a touch is left out, and an account is taken out of a journey',
    ends: [
      ...['"reason":"stopped"', '"reason":"left-out"', 'note Called them.', 'goal launch open'],
      ...['audit account.note', 'audit account.goal.add', 'audit account.leaveOut', 'audit account.stop'],
    ],
    acts: [
      customer(),
      does(minute, 'Premium Feature Attempted', { feature: 'exports' }),
      does(minute, 'Referral Sent'),
      leads(10 * minute, ({ account }) => `/v1/accounts/${account}/notes`, { text: 'Called them.' }),
      leads(10.5 * minute, ({ account }) => `/v1/accounts/${account}/goals`, {
        ...{ does: 'add', goal: 'launch', title: 'Live before the fair' },
      }),
      leads(11 * minute, ({ account }) => `/v1/accounts/${account}/stop`, { journey: 'many', reason: 'other' }),
      leads(
        12 * minute,
        ({ account }) => `/v1/accounts/${account}/leave-out`,
        async stage => ({ enrollment: await enrollmentIn(stage, 'move'), step: 'check-in', reason: 'other' }),
      ),
    ],
    lasts: 27 * hour,
    dies: death => death.function === 'console-actions',
  },
  {
    title: 'a task is opened, told, listed, and worked on',
    atOnce: 15,
    ends: [
      'bus call acknowledged',
      'bus call resolved',
      'post /slack',
      '"outcome":"plan_agreed"',
      'audit task.resolve',
    ],
    acts: [
      customer(),
      does(minute, 'Champion Left'),
      {
        after: 10 * minute,
        act: async ({ ask, csmToken }) =>
          ask('GET /v1/tasks', { headers: { authorization: `Bearer ${await csmToken('maya@tidewater.example')}` } }),
      },
      {
        after: 10 * minute,
        act: async ({ ask, csmToken }) =>
          ask('GET /v1/today', { headers: { authorization: `Bearer ${await csmToken('maya@tidewater.example')}` } }),
      },
      acts(11 * minute, 'acknowledge'),
      acts(12 * minute, 'resolve', { outcome: 'plan_agreed' }),
    ],
    lasts: 4 * hour,
  },
  {
    title: 'the open task of an account follows the owner that a step gives it',
    ends: ['bus call opened', 'bus call reassigned', 'change:reassigned,reason:call'],
    acts: [
      customer(),
      does(minute, 'Champion Left'),
      // An owner that is not of the team, so the task stays with Maya until the pool's member takes over.
      {
        after: 5 * minute,
        act: ({ account, cloud, send }) => send(group(account, cloud.now(), { owner: 'dana' })),
      },
      does(10 * minute, 'Community Contribution'),
    ],
    lasts: 4 * hour,
  },
  {
    title: 'a digest goes on Monday',
    ends: ['mail csm-digest maya', 'post /slack'],
    alone: true,
    acts: [
      customer(),
      does(minute, 'Training Completed'),
      { after: 7 * day - 2 * hour, act: ({ call }) => call('send-digests') },
      { after: 7 * day - hour, act: ({ call }) => call('send-digests') },
      acts(7 * day - minute, 'resolve', { outcome: 'plan_agreed' }),
    ],
    lasts: 7 * day,
    dies: death => death.function === 'send-digests',
  },
];
