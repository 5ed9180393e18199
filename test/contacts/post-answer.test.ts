import type { SQSEvent } from 'aws-lambda';
import { describe, expect, test } from 'vitest';
import type { DomainEvent } from '../../engine/account/event.ts';
import { keepAnswer } from '../../engine/contacts/use-cases/keep-answer.ts';
import { postAnswer } from '../../engine/contacts/use-cases/post-answer.ts';
import type { AnswerNotice } from '../../engine/ports/notices.ts';
import { routeToAccount } from '../../engine/routing/use-cases/route-to-account.ts';
import { createHandler } from '../../functions/notify-task.ts';
import { crashingPorts } from '../support/crash.ts';
import { routeWorld } from '../support/route-world.ts';
import { testStore } from '../support/stored.ts';
import { now } from '../support/touch.ts';

const store = testStore();
let count = 0;

/** An answer with words, kept by its door, and what is announced of it. */
const someWorld = async () => {
  const account = `said-${++count}`;
  const world = routeWorld(store, account, []);
  world.ports.settings.taskSinks = { answers: 'product' };
  const notices: unknown[] = [];
  world.ports.notices = { announce: async notice => void notices.push(notice) };
  const event: DomainEvent & { account: string } = {
    id: `survey:${count}`,
    source: 'daymark',
    account,
    user: 'ada',
    name: 'Survey Responded',
    occurredAt: now,
    receivedAt: now,
    fields: { survey: 'csat', score: 2 },
  };
  const notice: AnswerNotice = { account, answer: event.id, at: now };
  await keepAnswer(event, 'The export stops at 500 rows.', world.ports);
  return { world, account, event, notice, notices };
};

describe('what a customer writes with an answer', () => {
  test('is announced by its id alone, without its words', async () => {
    const { world, event, notice, notices } = await someWorld();
    await routeToAccount(event, world.ports);
    expect(notices).toEqual([notice]);
    await routeToAccount({ ...event, id: 'other', name: 'Project Created' }, world.ports);
    world.ports.settings.taskSinks = { webhook: 'crm' };
    await routeToAccount({ ...event, id: 'nobody-asks' }, world.ports);
    expect(notices).toHaveLength(1);
  });

  test('is posted once with its words, however often it is announced', async () => {
    const { world, account, event, notice } = await someWorld();
    const handler = createHandler(world.ports);
    const Records = [notice, notice].map((body, index) => ({ messageId: `${index}`, body: JSON.stringify(body) }));
    expect(await handler({ Records } as unknown as SQSEvent, {} as never)).toEqual({ batchItemFailures: [] });
    expect(world.posts).toEqual([
      {
        destination: 'webhook:product',
        key: `answer.${event.id}`,
        body: {
          id: `answer.${event.id}`,
          type: 'answer',
          answer: {
            ...{ account, id: event.id, at: now, user: 'ada', survey: 'csat', score: 2 },
            comment: 'The export stops at 500 rows.',
          },
        },
      },
    ]);
  });

  test('is not posted of whoever was erased meanwhile, and without words nothing is', async () => {
    const { world, account, notice } = await someWorld();
    await postAnswer({ ...notice, answer: 'survey:without-words' }, world.ports);
    await world.ports.answers.forget(account, 'ada', now);
    await postAnswer(notice, world.ports);
    expect(world.posts).toEqual([]);
  });

  test('is posted in the end, whenever the process dies or the webhook fails', async () => {
    for (const when of ['before', 'after'] as const)
      for (let at = 1; at <= 5; at++) {
        const { world, notice } = await someWorld();
        await postAnswer(notice, crashingPorts(world.ports, { at, when })).catch(() => undefined);
        await postAnswer(notice, world.ports);
        expect(world.posts.length, `${when} ${at}`).toBeGreaterThan(0);
        expect(new Set(world.posts.map(({ key }) => key)).size).toBe(1);
      }
    const { world, notice } = await someWorld();
    const { poster } = world.ports;
    world.ports.poster = { post: () => Promise.reject(new Error('no answer')) };
    await expect(postAnswer(notice, world.ports)).rejects.toThrow('no answer');
    await postAnswer(notice, { ...world.ports, poster });
    expect(world.posts).toHaveLength(1);
  });
});
