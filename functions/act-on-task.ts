import middy from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { coldStart } from '../engine/adapters/aws/cold-start.ts';
import { connectQueue, connectTasks } from '../engine/adapters/aws/connect.ts';
import {
  connectActionKeys,
  connectAudit,
  connectNotes,
  connectTaskActs,
} from '../engine/adapters/aws/connect-people.ts';
import { answer, httpDoor } from '../engine/adapters/aws/http-door.ts';
import { personRequest } from '../engine/adapters/aws/person-request.ts';
import { csmTokenRules } from '../engine/adapters/aws/token-rules.ts';
import type { PortsWith } from '../engine/ports/ports.ts';
import { actionsOnTasks } from '../engine/views/actions/on-task.ts';
import { answerAction } from '../engine/views/answer-action.ts';
import { viewerOf } from '../engine/views/viewer.ts';

type Needed = 'actionKeys' | 'audit' | 'csmTokens' | 'notes' | 'queue' | 'taskActs' | 'tasks';

/** POST /v1/tasks/{id}/acknowledge and the other actions. The action is accepted; the task changes a moment later. */
export const createHandler = (ports: PortsWith<Needed>) =>
  middy()
    .use(httpDoor())
    .handler(async (event: APIGatewayProxyEventV2) => {
      const { path, authorization, ...asked } = personRequest(event, ports.settings.consoleOrigin);
      const viewer = await viewerOf(authorization, ports);
      const { status, body } = await answerAction(actionsOnTasks[path], { viewer, ...asked }, ports);
      return answer(status, body, { 'cache-control': 'private, no-store' });
    });

export const handler = coldStart(ports =>
  createHandler({
    ...ports,
    actionKeys: connectActionKeys(ports),
    audit: connectAudit(ports),
    notes: connectNotes(ports),
    tasks: connectTasks(ports),
    taskActs: connectTaskActs(ports),
    queue: connectQueue(ports),
    csmTokens: csmTokenRules(ports.settings),
  }),
);
