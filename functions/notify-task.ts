import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as z from 'zod';
import { coldStart } from '../engine/adapters/aws/cold-start.ts';
import { connectBus, connectClaims, connectTasks } from '../engine/adapters/aws/connect.ts';
import { connectSlack, connectTaskMessages } from '../engine/adapters/aws/connect-people.ts';
import type { TaskNotice } from '../engine/ports/notices.ts';
import type { PortsWith } from '../engine/ports/ports.ts';
import { notifyTask } from '../engine/tasks/use-cases/notify-task.ts';

/** A batch of the queue of notices. What cannot be told now is tried again, and is left with the dead letters in the end. */
export const createHandler = (ports: PortsWith<'bus' | 'claims' | 'slack' | 'taskMessages' | 'tasks'>) =>
  middy<SQSEvent, SQSBatchResponse>().handler(async ({ Records }) => {
    const batchItemFailures: SQSBatchResponse['batchItemFailures'] = [];
    for (const { messageId, body } of Records) {
      try {
        await notifyTask(notice.parse(JSON.parse(body)) as TaskNotice, ports);
      } catch (error) {
        const why = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown';
        console.error(JSON.stringify({ level: 'error', what: 'a task was not told', messageId, error: why }));
        batchItemFailures.push({ itemIdentifier: messageId });
      }
    }
    return { batchItemFailures };
  });

const notice = z.object({
  account: z.string().min(1),
  task: z.string().min(1),
  revision: z.int().min(1),
  change: z.string().min(1),
  at: z.iso.datetime(),
});

export const handler = coldStart(ports =>
  createHandler({
    ...ports,
    tasks: connectTasks(ports),
    bus: connectBus(ports),
    claims: connectClaims(ports),
    slack: connectSlack(ports),
    taskMessages: connectTaskMessages(ports),
  }),
);
