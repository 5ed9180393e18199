import middy from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { browserKinds } from '../engine/access/public-routes.ts';
import { visitorOf } from '../engine/access/visitor.ts';
import { callsIn } from '../engine/adapters/aws/calls-body.ts';
import { coldStart } from '../engine/adapters/aws/cold-start.ts';
import { connectIngest } from '../engine/adapters/aws/connect.ts';
import { crossOrigin } from '../engine/adapters/aws/cross-origin.ts';
import { answer, headerOf, httpDoor, mustHaveWriteKey } from '../engine/adapters/aws/http-door.ts';
import { userTokenRules } from '../engine/adapters/aws/token-rules.ts';
import { sentCalls } from '../engine/ingest/sent-calls.ts';
import { browserCalls } from '../engine/ingest/use-cases/browser-calls.ts';
import { ingestFromBrowser } from '../engine/ingest/use-cases/ingest-from-browser.ts';
import type { IngestPorts } from '../engine/ingest/use-cases/ingest-usage.ts';
import { mustBeWithinQuota } from '../engine/ingest/use-cases/quota.ts';
import type { PortsWith } from '../engine/ports/ports.ts';

/** POST /v1/t, /v1/i and so on, with any content type of a page or a beacon, and their CORS preflight requests. */
export const createHandler = (ports: IngestPorts & PortsWith<'contacts' | 'userTokens'>) =>
  middy()
    .use(crossOrigin(ports.settings.appOrigins))
    .use(httpDoor())
    .handler(async (event: APIGatewayProxyEventV2) => {
      const body = callsIn(event);
      const key = mustHaveWriteKey(event, ports.settings.browserKeys, saidIn(body, 'writeKey'));
      const header = headerOf(event, 'authorization');
      const token = saidIn(body, 'token');
      const bearer = /^bearer /i.test(header ?? '') ? header : token ? `Bearer ${String(token)}` : undefined;
      const visitor = bearer ? await visitorOf(bearer, ports) : undefined;
      const kind = browserKinds[event.rawPath.split('/').at(-1) as keyof typeof browserKinds];
      const { calls, failed } = browserCalls(sentCalls(kind, body), await ports.build.catalog(), visitor);
      await mustBeWithinQuota(key, calls.length, ports, ports.settings.browserCallsPerHour);
      await ingestFromBrowser(calls, visitor, ports);
      return answer(200, { success: true, ...(failed.length > 0 && { failed }) });
    });

/** The body's value, or that of the first call that has one. */
const saidIn = (body: unknown, name: 'writeKey' | 'token'): unknown => {
  const { batch } = Object(body) as { batch?: unknown };
  return [body, ...(Array.isArray(batch) ? batch : [])]
    .map(each => (Object(each) as Record<string, unknown>)[name])
    .find(said => said !== undefined && said !== null);
};

export const handler = coldStart(ports =>
  createHandler({ ...connectIngest(ports), userTokens: userTokenRules(ports.settings) }),
);
