import { describe, expect, test } from 'vitest';
import type { Task } from '../../engine/account/task.ts';
import { noticeDelaySeconds } from '../../engine/adapters/aws/queue-messages.ts';
import type { TaskNotice } from '../../engine/ports/notices.ts';
import { PostUnanswered } from '../../engine/ports/poster.ts';
import { notifyTask } from '../../engine/tasks/use-cases/notify-task.ts';
import { openTask } from '../../engine/tasks/use-cases/open-task.ts';
import { defaultTimeoutSeconds, functions } from '../../engine/wiring/functions.ts';
import { maxReceives, queues } from '../../engine/wiring/queues.ts';
import { crashingPorts } from '../support/crash.ts';
import { aJourney, anEscalation } from '../support/journeys.ts';
import { testStore } from '../support/stored.ts';
import { aTask } from '../support/tasks.ts';
import { anActiveEnrollment, aPolicy, aTouch, now, someProfile } from '../support/touch.ts';
import { touchWorld } from '../support/touch-world.ts';

const store = testStore();
let count = 0;

const someWorld = async (more: Partial<Task> = {}) => {
  const account = `acme-${++count}`;
  const world = touchWorld(store, account);
  world.ports.settings.taskSinks = { slack: 'cs-tasks', webhook: 'crm', eventBus: 'daymark' };
  world.ports.build.journeys = async () => [aJourney()];
  const task = aTask({ account, ...more });
  await world.given([{ kind: 'task', task }]);
  const notice: TaskNotice = { account, task: task.id, revision: 1, change: 'opened', at: now };
  const told = () => [...world.posts.map(({ destination }) => destination), ...world.bus.map(({ bus }) => bus)].sort();
  return { world, notice, told };
};
const all = ['daymark', 'slack:cs-tasks', 'webhook:crm'];

describe('a task that opens', () => {
  test('is told to every sink once, however often the notice comes', async () => {
    const { world, notice, told } = await someWorld();
    await notifyTask(notice, world.ports);
    await notifyTask(notice, world.ports);
    expect(told()).toEqual(all);
    const slack = world.posts.find(({ destination }) => destination.startsWith('slack'));
    expect(JSON.stringify(slack?.body)).toContain(
      'Acme: login drop. Logins down 41 % in 3 weeks. Do: book an admin review.',
    );
    const webhook = world.posts.find(({ destination }) => destination.startsWith('webhook'));
    expect(webhook).toMatchObject({
      key: 'risk.login-drop.1.1.opened',
      body: { change: 'opened', task: { id: 'risk.login-drop.1', status: 'open' } },
    });
    expect(world.bus[0]).toMatchObject({
      type: 'Task Changed',
      detail: { task: 'risk.login-drop.1', change: 'opened' },
    });
    expect(JSON.stringify(world.bus)).not.toMatch(/Acme|@/);
  });

  test('interrupts nobody when it waits for the digest', async () => {
    const { world, notice, told } = await someWorld({ inDigest: true });
    await notifyTask(notice, world.ports);
    expect(told()).toEqual(['daymark', 'webhook:crm']);
  });

  test('and changes hands is told to the new owner, unless it waits for the digest', async () => {
    for (const [more, sinks] of [
      [{}, all],
      [{ inDigest: true }, ['daymark', 'webhook:crm']],
      [{ status: 'snoozed', snoozedUntil: '2026-04-01T09:00:00.000Z' }, ['daymark', 'webhook:crm']],
    ] as const) {
      const { world, notice, told } = await someWorld(more);
      const task = aTask({ account: notice.account, ...more, owner: 'tom', change: 'reassigned', revision: 2 });
      await world.given([{ kind: 'task', task }]);
      await notifyTask({ ...notice, revision: 2, change: 'reassigned' }, world.ports);
      expect(told()).toEqual(sinks);
      if (sinks === all) expect(JSON.stringify(world.posts)).toContain('This account is now yours · severity 2 · tom');
    }
  });

  test('mentions nobody in Slack, whatever a company calls itself', async () => {
    const { world, notice } = await someWorld({ accountName: '<!channel> Inc.' });
    await notifyTask(notice, world.ports);
    const body = JSON.stringify(world.posts.find(({ destination }) => destination.startsWith('slack'))?.body);
    expect(body).toContain('"text":"&lt;!channel&gt; Inc.: login drop');
    expect(body).not.toContain('mrkdwn');
  });

  test('that is not written yet is told later, and never if it never is', async () => {
    const { world, notice, told } = await someWorld();
    const early = { ...notice, revision: 2, change: 'acknowledged' } as const;
    await expect(notifyTask(early, world.ports)).rejects.toThrow('not at revision 2 yet');
    world.later(16 * 60);
    await notifyTask(early, world.ports);
    await notifyTask({ ...notice, change: 'breached' }, world.ports);
    expect(told()).toEqual([]);
  });

  test('is waited for as long as a process that announces may live, and dropped before its queue gives it up', async () => {
    const timeouts = Object.values(functions).flatMap(({ sends = [], timeoutSeconds = defaultTimeoutSeconds }) =>
      sends.includes('notices') ? [timeoutSeconds] : [],
    );
    const { timeoutSeconds: own = defaultTimeoutSeconds } = functions['notify-task'] ?? {};
    // Between two tries: of the local cloud, and of AWS.
    for (const hidden of [30, 6 * own]) {
      const { world, notice } = await someWorld();
      const never = { ...notice, revision: 2, change: 'acknowledged' } as const;
      world.later(noticeDelaySeconds);
      let waited: number = noticeDelaySeconds;
      let tries = 1;
      for (; await notifyTask(never, world.ports).catch(() => 'not yet'); tries++) {
        world.later(hidden);
        waited += hidden;
      }
      expect(waited).toBeGreaterThan(Math.max(...timeouts));
      expect(tries).toBeLessThan(maxReceives(queues.notices));
    }
  });

  test('is told after a failed try, by those that failed', async () => {
    const { world, notice, told } = await someWorld();
    let fails = 2;
    world.ports.poster.post = async ({ kind, name }, body, key) => {
      if (fails-- > 0) throw new Error('no answer');
      world.posts.push({ destination: `${kind}:${name}`, body, key });
    };
    await expect(notifyTask(notice, world.ports)).rejects.toThrow('no answer');
    await expect(notifyTask(notice, world.ports)).rejects.toThrow('no answer');
    await notifyTask(notice, world.ports);
    expect(told()).toEqual(all);
  });
});

test('Slack that left open whether it has the message is not told again', async () => {
  const { world, notice, told } = await someWorld();
  const { poster } = world.ports;
  const post: typeof poster.post = async (...args) => {
    await poster.post(...args);
    if (args[0].kind === 'slack') throw new PostUnanswered('no answer');
  };
  await expect(notifyTask(notice, { ...world.ports, poster: { post } })).rejects.toThrow('no answer');
  await notifyTask(notice, world.ports);
  expect(told()).toEqual(all);
});

test('no death of the process at any moment makes Slack say it twice, or keeps it from the webhook', async () => {
  for (const when of ['before', 'after'] as const) {
    for (let at = 1; at <= 12; at++) {
      const { world, notice, told } = await someWorld();
      await notifyTask(notice, crashingPorts(world.ports, { at, when })).catch(() => undefined);
      await notifyTask(notice, world.ports);
      expect(told().filter(sink => sink.startsWith('slack')).length).toBeLessThanOrEqual(1);
      expect(told()).toContain('webhook:crm');
      expect(told()).toContain('daymark');
    }
  }
});

test('no death of the process loses the notice of a task that was opened', async () => {
  for (const when of ['before', 'after'] as const) {
    for (let at = 1; at <= 10; at++) {
      const account = `acme-${++count}`;
      const world = touchWorld(store, account);
      const notices: TaskNotice[] = [];
      world.ports.notices = { announce: async notice => void ('task' in notice && notices.push(notice)) };
      await world.given([
        { kind: 'profile', profile: someProfile({ owner: 'maya' }, { account }) },
        { kind: 'enroll', enrollment: anActiveEnrollment({ account }) },
      ]);
      const { step: _, template: __, class: ___, ...frame } = aTouch();
      const call = { ...frame, policy: aPolicy(), account, step: anEscalation() };
      await openTask(call, crashingPorts(world.ports, { at, when })).catch(() => undefined);
      await openTask(call, world.ports);
      const [task] = (await world.ports.accounts.snapshot(account)).tasks;
      expect(notices.some(notice => notice.task === task?.id && notice.revision === 1)).toBe(true);
    }
  }
});
