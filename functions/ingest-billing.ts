import middy from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { coldStart } from '../engine/adapters/aws/cold-start.ts';
import { connectQueue } from '../engine/adapters/aws/connect.ts';
import { answer, headerOf, httpDoor, rawBody } from '../engine/adapters/aws/http-door.ts';
import { ingestBilling } from '../engine/services/ingest/ingest-billing.ts';
import type { PortsWith } from '../engine/services/ports.ts';

/** POST /v1/billing/stripe. Events of types that journeys do not use are taken and forgotten. */
export const createHandler = (ports: PortsWith<'queue'>) =>
  middy()
    .use(httpDoor())
    .handler(async (event: APIGatewayProxyEventV2) => {
      const { published } = await ingestBilling(
        { body: rawBody(event), signature: headerOf(event, 'stripe-signature') },
        ports,
      );
      return answer(200, { success: true, published });
    });

export const handler = coldStart(ports => createHandler({ ...ports, queue: connectQueue(ports.settings) }));
