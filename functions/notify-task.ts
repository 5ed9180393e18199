import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as z from 'zod';
import { coldStart } from '../engine/adapters/aws/cold-start.ts';
import { connectAnswers, connectBus, connectClaims, connectTasks } from '../engine/adapters/aws/connect.ts';
import { connectTelling } from '../engine/adapters/aws/connect-people.ts';
import { postAnswer } from '../engine/contacts/use-cases/post-answer.ts';
import type { TaskNotice } from '../engine/ports/notices.ts';
import type { PortsWith } from '../engine/ports/ports.ts';
import type { TellerPorts } from '../engine/sinks/teller.ts';
import { notifyTask } from '../engine/tasks/use-cases/notify-task.ts';

/** A batch of notices about tasks and answers. Failed ones are retried, and finally go to the dead letters. */
export const createHandler = (ports: TellerPorts & PortsWith<'answers'>) =>
  middy<SQSEvent, SQSBatchResponse>().handler(async ({ Records }) => {
    const batchItemFailures: SQSBatchResponse['batchItemFailures'] = [];
    for (const { messageId, body } of Records) {
      try {
        const said = notice.parse(JSON.parse(body));
        await ('task' in said ? notifyTask(said as TaskNotice, ports) : postAnswer(said, ports));
      } catch (error) {
        const why = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown';
        console.error(
          JSON.stringify({ level: 'error', what: 'a task or an answer was not told', messageId, error: why }),
        );
        batchItemFailures.push({ itemIdentifier: messageId });
      }
    }
    return { batchItemFailures };
  });

const [account, at] = [z.string().min(1), z.iso.datetime()];
const notice = z.union([
  z.object({ account, task: z.string().min(1), revision: z.int().min(1), change: z.string().min(1), at }),
  z.object({ account, answer: z.string().min(1), at }),
]);

export const handler = coldStart(ports =>
  createHandler({
    ...ports,
    ...connectTelling(ports),
    answers: connectAnswers(ports),
    bus: connectBus(ports),
    claims: connectClaims(ports),
    tasks: connectTasks(ports),
  }),
);
