import middy from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { coldStart } from '../engine/adapters/aws/cold-start.ts';
import { connectControls, connectQueue } from '../engine/adapters/aws/connect.ts';
import { answer, httpDoor, jsonBody, mustHaveWriteKey } from '../engine/adapters/aws/http-door.ts';
import { ingestUsage } from '../engine/services/ingest/ingest-usage.ts';
import { mustBeWithinQuota } from '../engine/services/ingest/quota.ts';
import { RefusedRequest } from '../engine/services/ingest/refused-request.ts';
import { segmentCalls } from '../engine/services/ingest/segment-call.ts';
import type { PortsWith } from '../engine/services/ports.ts';

/** POST /v1/track, /v1/identify, /v1/group and /v1/batch of the Segment spec. */
export const createHandler = (ports: PortsWith<'controls' | 'queue'>) =>
  middy()
    .use(httpDoor())
    .handler(async (event: APIGatewayProxyEventV2) => {
      const writeKey = mustHaveWriteKey(event, ports.settings.writeKeys);
      const calls = segmentCalls(kindOf(event.rawPath), jsonBody(event));
      await mustBeWithinQuota(writeKey, calls.length, ports);
      const warnings = await ingestUsage(calls, ports);
      return answer(200, { success: true, ...(warnings.length > 0 && { warnings }) });
    });

const kindOf = (path: string) => {
  const kind = (['track', 'identify', 'group', 'batch'] as const).find(each => path.endsWith(`/v1/${each}`));
  if (kind) return kind;
  throw new RefusedRequest(
    'not_found',
    'There is no such route. Post to /v1/track, /v1/identify, /v1/group or /v1/batch.',
    {
      status: 404,
    },
  );
};

export const handler = coldStart(ports =>
  createHandler({ ...ports, controls: connectControls(ports), queue: connectQueue(ports.settings) }),
);
