import middy from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod';
import { coldStart } from '../engine/adapters/aws/cold-start.ts';
import { connectAnswers, connectHealthHistory, connectTasks } from '../engine/adapters/aws/connect.ts';
import { answer, headerOf, httpDoor } from '../engine/adapters/aws/http-door.ts';
import { csmTokenRules } from '../engine/adapters/aws/token-rules.ts';
import { firstProblem } from '../engine/ingest/first-problem.ts';
import type { PortsWith } from '../engine/ports/ports.ts';
import { csmOfToken } from '../engine/tasks/use-cases/csm-of-token.ts';
import { listTasks, type TaskQuery } from '../engine/tasks/use-cases/list-tasks.ts';
import { readTask } from '../engine/tasks/use-cases/read-task.ts';

/** GET /v1/tasks, and GET /v1/tasks/{id} */
export const createHandler = (ports: PortsWith<'answers' | 'csmTokens' | 'healthHistory' | 'tasks'>) =>
  middy()
    .use(httpDoor())
    .handler(async (event: APIGatewayProxyEventV2) => {
      const who = await csmOfToken(headerOf(event, 'authorization'), ports);
      const { id } = event.pathParameters ?? {};
      const found =
        id === undefined
          ? await listTasks(who.csm, who.team, queryOf(event), ports)
          : { task: await readTask(who, id, ports) };
      return answer(200, found, { 'cache-control': 'private, no-store' });
    });

const queryOf = ({ queryStringParameters = {} }: APIGatewayProxyEventV2): TaskQuery => {
  const { data, error } = query.safeParse(queryStringParameters);
  if (!data) throw firstProblem(error);
  return data;
};

const statuses = ['open', 'acknowledged', 'snoozed', 'resolved'] as const;

const ofLimit = 'must be a number from 1 to 100';
const query = z.object({
  status: z
    .string()
    .transform(text => text.split(','))
    .pipe(z.array(z.enum(statuses, `must be some of ${statuses.join(', ')}`)))
    .default(['open', 'acknowledged', 'snoozed']),
  headlines: z
    .enum(['true', 'false'], 'must be true or false')
    .transform(text => text === 'true')
    .exactOptional(),
  limit: z.coerce.number(ofLimit).int(ofLimit).min(1, ofLimit).max(100, ofLimit).default(25),
  cursor: z.string().max(2_000).exactOptional(),
});

export const handler = coldStart(ports =>
  createHandler({
    ...ports,
    answers: connectAnswers(ports),
    healthHistory: connectHealthHistory(ports),
    tasks: connectTasks(ports),
    csmTokens: csmTokenRules(ports.settings),
  }),
);
