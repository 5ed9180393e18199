import middy from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { coldStart } from '../engine/adapters/aws/cold-start.ts';
import {
  connectAccountRecords,
  connectAnswers,
  connectCounts,
  connectDeliveries,
  connectEntryRefusals,
  connectHealthHistory,
  connectPlans,
  connectSwitches,
  connectTasks,
  connectTimelines,
  connectVersions,
} from '../engine/adapters/aws/connect.ts';
import { connectAudit, connectNotes } from '../engine/adapters/aws/connect-people.ts';
import { answer, headerOf, httpDoor } from '../engine/adapters/aws/http-door.ts';
import { csmTokenRules } from '../engine/adapters/aws/token-rules.ts';
import type { PortsWith } from '../engine/ports/ports.ts';
import { answerView } from '../engine/views/answer-view.ts';
import type { ViewPorts } from '../engine/views/view.ts';
import { viewerOf } from '../engine/views/viewer.ts';
import { viewAt } from '../engine/views/views.ts';

/** GET views of the console: one of `engine/views/` for each path. */
export const createHandler = (ports: ViewPorts & PortsWith<'csmTokens'>) =>
  middy()
    .use(httpDoor())
    .handler(async (event: APIGatewayProxyEventV2) => {
      const viewer = await viewerOf(headerOf(event, 'authorization'), ports);
      const path = event.routeKey.replace(/^GET /, '');
      const parameters = { ...event.queryStringParameters, ...event.pathParameters };
      const found = await answerView(viewAt(path), parameters, viewer, ports);
      return answer(200, found, { 'cache-control': 'private, no-store' });
    });

export const handler = coldStart(ports =>
  createHandler({
    ...ports,
    ...connectCounts(ports),
    accountRecords: connectAccountRecords(ports),
    answers: connectAnswers(ports),
    audit: connectAudit(ports),
    notes: connectNotes(ports),
    deliveries: connectDeliveries(ports),
    entryRefusals: connectEntryRefusals(ports),
    healthHistory: connectHealthHistory(ports),
    plans: connectPlans(ports),
    switches: connectSwitches(ports),
    tasks: connectTasks(ports),
    timelines: connectTimelines(ports),
    versions: connectVersions(ports),
    csmTokens: csmTokenRules(ports.settings),
  }),
);
