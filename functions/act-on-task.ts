import middy from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { coldStart } from '../engine/adapters/aws/cold-start.ts';
import { connectQueue, connectTasks } from '../engine/adapters/aws/connect.ts';
import { answer, headerOf, httpDoor, jsonBody } from '../engine/adapters/aws/http-door.ts';
import { csmTokenRules } from '../engine/adapters/aws/token-rules.ts';
import { type TaskActionName, taskActions } from '../engine/definition/task.ts';
import { RefusedRequest } from '../engine/kernel/refused-request.ts';
import type { PortsWith } from '../engine/ports/ports.ts';
import { actOnTask } from '../engine/tasks/use-cases/act-on-task.ts';
import { csmOfToken } from '../engine/tasks/use-cases/csm-of-token.ts';

/** POST /v1/tasks/{id}/acknowledge and the other actions. What it says is taken; the task follows in a moment. */
export const createHandler = (ports: PortsWith<'csmTokens' | 'queue' | 'tasks'>) =>
  middy()
    .use(httpDoor())
    .handler(async (event: APIGatewayProxyEventV2) => {
      const who = await csmOfToken(headerOf(event, 'authorization'), ports);
      const body = event.body ? jsonBody(event) : {};
      const id = event.pathParameters?.id ?? '';
      const task = await actOnTask(who, { id, action: actionOf(event), body }, ports);
      return answer(202, { success: true, task }, { 'cache-control': 'private, no-store' });
    });

const actionOf = ({ rawPath }: APIGatewayProxyEventV2) => {
  const action = (Object.keys(taskActions) as TaskActionName[]).find(each => rawPath.endsWith(`/${each}`));
  if (action) return action;
  throw new RefusedRequest('not_found', 'There is no such route.', { status: 404 });
};

export const handler = coldStart(ports =>
  createHandler({
    ...ports,
    tasks: connectTasks(ports),
    queue: connectQueue(ports),
    csmTokens: csmTokenRules(ports.settings),
  }),
);
