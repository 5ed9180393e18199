import middy from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { visitorOf } from '../engine/access/visitor.ts';
import { coldStart } from '../engine/adapters/aws/cold-start.ts';
import { connectAnswers, connectContacts, connectPrompts, connectQueue } from '../engine/adapters/aws/connect.ts';
import { crossOrigin } from '../engine/adapters/aws/cross-origin.ts';
import { answer, headerOf, httpDoor, jsonBody } from '../engine/adapters/aws/http-door.ts';
import { userTokenRules } from '../engine/adapters/aws/token-rules.ts';
import type { PortsWith } from '../engine/ports/ports.ts';
import { readReports, recordPromptEvents } from '../engine/prompts/use-cases/record-prompt-events.ts';

/** POST /v1/prompts/events, with any content type that a beacon sets, and its CORS preflight requests. */
export const createHandler = (ports: PortsWith<'answers' | 'contacts' | 'prompts' | 'queue' | 'userTokens'>) =>
  middy()
    .use(crossOrigin(ports.settings.appOrigins))
    .use(httpDoor())
    .handler(async (event: APIGatewayProxyEventV2) => {
      const { reports, failed, token } = readReports(jsonBody(event));
      const authorization = headerOf(event, 'authorization') ?? (token && `Bearer ${token}`);
      const visitor = await visitorOf(authorization, ports);
      const counts = await recordPromptEvents(visitor, reports, ports);
      return answer(202, { ...counts, ...(failed.length > 0 && { failed }) }, { 'cache-control': 'private, no-store' });
    });

export const handler = coldStart(ports =>
  createHandler({
    ...ports,
    answers: connectAnswers(ports),
    contacts: connectContacts(ports),
    prompts: connectPrompts(ports),
    queue: connectQueue(ports),
    userTokens: userTokenRules(ports.settings),
  }),
);
