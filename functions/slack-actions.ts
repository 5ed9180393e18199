import middy from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { coldStart } from '../engine/adapters/aws/cold-start.ts';
import { connectQueue, connectTasks } from '../engine/adapters/aws/connect.ts';
import {
  connectActionKeys,
  connectAudit,
  connectNotes,
  connectSlack,
  connectTaskActs,
  connectTaskMessages,
} from '../engine/adapters/aws/connect-people.ts';
import { answer, headerOf, httpDoor, parsedJson, rawBody, receivedAt } from '../engine/adapters/aws/http-door.ts';
import type { PortsWith } from '../engine/ports/ports.ts';
import { mustBeOfSlack } from '../engine/tasks/slack-signature.ts';
import { actInSlack } from '../engine/views/act-in-slack.ts';

type Needed = 'actionKeys' | 'audit' | 'notes' | 'queue' | 'slack' | 'taskActs' | 'taskMessages' | 'tasks';

/** POST /v1/slack/actions: a button or menu of a message. Slack waits three seconds for the answer, which is empty. */
export const createHandler = (ports: PortsWith<Needed>) =>
  middy()
    .use(httpDoor())
    .handler(async (event: APIGatewayProxyEventV2) => {
      const body = rawBody(event);
      const header = (name: string) => headerOf(event, name);
      const request = { body, timestamp: header('x-slack-request-timestamp'), signature: header('x-slack-signature') };
      mustBeOfSlack(request, ports.slack?.signingSecrets ?? [], [ports.clock.now(), receivedAt(event)]);
      const payload = new URLSearchParams(body.toString('utf8')).get('payload');
      const { slack } = ports;
      if (payload !== null && slack) await actInSlack(parsedJson(Buffer.from(payload)), { ...ports, slack });
      return answer(200, {});
    });

export const handler = coldStart(ports =>
  createHandler({
    ...ports,
    actionKeys: connectActionKeys(ports),
    audit: connectAudit(ports),
    notes: connectNotes(ports),
    queue: connectQueue(ports),
    slack: connectSlack(ports),
    taskActs: connectTaskActs(ports),
    taskMessages: connectTaskMessages(ports),
    tasks: connectTasks(ports),
  }),
);
