import middy from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { callsIn, ingestedAnswer } from '../engine/adapters/aws/calls-body.ts';
import { coldStart } from '../engine/adapters/aws/cold-start.ts';
import { connectIngest } from '../engine/adapters/aws/connect.ts';
import { httpDoor, mustHaveWriteKey } from '../engine/adapters/aws/http-door.ts';
import { callTypes } from '../engine/ingest/segment-call.ts';
import { type BodyOf, sentCalls } from '../engine/ingest/sent-calls.ts';
import { type IngestPorts, ingestUsage } from '../engine/ingest/use-cases/ingest-usage.ts';
import { mustBeWithinQuota } from '../engine/ingest/use-cases/quota.ts';
import { RefusedRequest } from '../engine/kernel/refused-request.ts';

/** The calls of the Segment spec, such as POST /v1/track; /v1/batch and /v1/import accept any of them. */
export const createHandler = (ports: IngestPorts) =>
  middy()
    .use(httpDoor())
    .handler(async (event: APIGatewayProxyEventV2) => {
      const writeKey = mustHaveWriteKey(event, ports.settings.writeKeys);
      const sent = sentCalls(kindOf(event.rawPath), callsIn(event));
      await mustBeWithinQuota(writeKey, sent.calls.length, ports);
      return ingestedAnswer(await ingestUsage(sent, ports));
    });

const kindOf = (path: string): BodyOf => {
  const last = path.split('/').at(-1);
  if (last === 'batch' || last === 'import') return 'batch';
  const kind = callTypes.find(each => each === last);
  if (kind) return kind;
  const routes = [...callTypes, 'batch', 'import'].map(each => `/v1/${each}`).join(', ');
  throw new RefusedRequest('not_found', `No such route. Post to one of ${routes}.`, { status: 404 });
};

export const handler = coldStart(ports => createHandler(connectIngest(ports)));
