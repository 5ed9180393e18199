import middy from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { coldStart } from '../engine/adapters/aws/cold-start.ts';
import {
  connectContacts,
  connectMailer,
  connectQueue,
  connectSwitches,
  connectTasks,
} from '../engine/adapters/aws/connect.ts';
import {
  connectActionKeys,
  connectActiveEnrollments,
  connectAudit,
  connectNotes,
} from '../engine/adapters/aws/connect-people.ts';
import { answer, httpDoor } from '../engine/adapters/aws/http-door.ts';
import { personRequest } from '../engine/adapters/aws/person-request.ts';
import { csmTokenRules } from '../engine/adapters/aws/token-rules.ts';
import type { PortsWith } from '../engine/ports/ports.ts';
import { actionAt, type ConsoleActionPorts } from '../engine/views/actions.ts';
import { answerAction } from '../engine/views/answer-action.ts';
import { viewerOf } from '../engine/views/viewer.ts';

/** POST actions of the console: one of `engine/views/actions.ts` for each path. */
export const createHandler = (ports: PortsWith<ConsoleActionPorts | 'actionKeys' | 'audit' | 'csmTokens'>) =>
  middy()
    .use(httpDoor())
    .handler(async (event: APIGatewayProxyEventV2) => {
      const { path, authorization, ...asked } = personRequest(event, ports.settings.consoleOrigin);
      const viewer = await viewerOf(authorization, ports);
      const { status, body } = await answerAction(actionAt(path), { viewer, ...asked }, ports);
      return answer(status, body, { 'cache-control': 'private, no-store' });
    });

export const handler = coldStart(ports =>
  createHandler({
    ...ports,
    actionKeys: connectActionKeys(ports),
    activeEnrollments: connectActiveEnrollments(ports),
    audit: connectAudit(ports),
    contacts: connectContacts(ports),
    mailer: connectMailer(ports),
    notes: connectNotes(ports),
    queue: connectQueue(ports),
    switches: connectSwitches(ports),
    tasks: connectTasks(ports),
    csmTokens: csmTokenRules(ports.settings),
  }),
);
