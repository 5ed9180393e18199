import middy from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { coldStart } from '../engine/adapters/aws/cold-start.ts';
import {
  connectAnswers,
  connectContacts,
  connectCustomers,
  connectDirectory,
  connectQueue,
} from '../engine/adapters/aws/connect.ts';
import { connectCrmCopies } from '../engine/adapters/aws/connect-people.ts';
import { answer, httpDoor, webhookRequest } from '../engine/adapters/aws/http-door.ts';
import { connectorOf, connectorsAt } from '../engine/connectors/connector-of.ts';
import { type ConnectorPorts, ingestConnector } from '../engine/ingest/use-cases/ingest-connector.ts';
import { RefusedRequest } from '../engine/kernel/refused-request.ts';

/** POST /v1/support/<name> and /v1/crm/<name>; HEAD answers 200, because tools probe the URL. */
export const createHandler = (ports: ConnectorPorts) =>
  middy()
    .use(httpDoor())
    .handler(async (event: APIGatewayProxyEventV2) => {
      const connector = connectorAt(event.rawPath);
      if (event.requestContext.http.method === 'HEAD') return answer(200, {});
      const { published, warnings } = await ingestConnector(connector, webhookRequest(event), ports);
      return answer(200, { success: true, published, ...(warnings.length > 0 && { warnings }) });
    });

const connectorAt = (path: string) => {
  const paths = connectorsAt('support', 'crm').map(name => ({ name, path: `/v1/${connectorOf(name).door}/${name}` }));
  const found = paths.find(each => path.endsWith(each.path));
  if (found) return found.name;
  const known = paths.map(each => each.path).join(', ');
  throw new RefusedRequest('not_found', `No such route. Post to ${known}.`, { status: 404 });
};

export const handler = coldStart(ports =>
  createHandler({
    ...ports,
    answers: connectAnswers(ports),
    contacts: connectContacts(ports),
    crmCopies: connectCrmCopies(ports),
    customers: connectCustomers(ports),
    directory: connectDirectory(ports),
    queue: connectQueue(ports),
  }),
);
