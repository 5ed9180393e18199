import middy from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { coldStart } from '../engine/adapters/aws/cold-start.ts';
import { connectCustomers, connectQueue } from '../engine/adapters/aws/connect.ts';
import { answer, httpDoor, webhookRequest } from '../engine/adapters/aws/http-door.ts';
import { processors } from '../engine/connectors/processors.ts';
import { ingestBilling } from '../engine/ingest/use-cases/ingest-billing.ts';
import { RefusedRequest } from '../engine/kernel/refused-request.ts';
import type { PortsWith } from '../engine/ports/ports.ts';

/** POST /v1/billing/<processor>. Accepts and ignores events of types that Daymark doesn't use. */
export const createHandler = (ports: PortsWith<'customers' | 'queue'>) =>
  middy()
    .use(httpDoor())
    .handler(async (event: APIGatewayProxyEventV2) => {
      const { published, warnings } = await ingestBilling(processorOf(event.rawPath), webhookRequest(event), ports);
      return answer(200, { success: true, published, ...(warnings.length > 0 && { warnings }) });
    });

const processorOf = (path: string) => {
  const processor = processors.find(each => path.endsWith(`/v1/billing/${each}`));
  if (processor) return processor;
  throw new RefusedRequest('not_found', `No such route. Post to /v1/billing/${processors.join(', ')}.`, {
    status: 404,
  });
};

export const handler = coldStart(ports =>
  createHandler({ ...ports, customers: connectCustomers(ports), queue: connectQueue(ports) }),
);
