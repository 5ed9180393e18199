import middy from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { bytesOfCalls, callsIn, ingestedAnswer } from '../engine/adapters/aws/calls-body.ts';
import { coldStart } from '../engine/adapters/aws/cold-start.ts';
import { connectIngest } from '../engine/adapters/aws/connect.ts';
import { headerOf, httpDoor, keyName } from '../engine/adapters/aws/http-door.ts';
import { sentCalls } from '../engine/ingest/sent-calls.ts';
import { type IngestPorts, ingestUsage } from '../engine/ingest/use-cases/ingest-usage.ts';
import { mustBeWithinQuota } from '../engine/ingest/use-cases/quota.ts';
import { verifyWebhook } from '../engine/ingest/webhook-secret.ts';

/** POST /v1/webhooks/segment and /v1/webhooks/rudderstack: their webhook destinations, one call or several. */
export const createHandler = (ports: IngestPorts) =>
  middy()
    .use(httpDoor())
    .handler(async (event: APIGatewayProxyEventV2) => {
      const header = (name: string) => headerOf(event, name);
      const secret = verifyWebhook({ body: bytesOfCalls(event), header }, ports.settings.webhookSecrets);
      const sent = sentCalls('any', callsIn(event));
      await mustBeWithinQuota(keyName(secret), sent.calls.length, ports);
      return ingestedAnswer(await ingestUsage(sent, ports));
    });

export const handler = coldStart(ports => createHandler(connectIngest(ports)));
