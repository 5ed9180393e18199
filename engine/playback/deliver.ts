import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { publicRoutes } from '../access/public-routes.ts';
import { domainEvent } from '../account/event-schema.ts';
import { eventMessage } from '../adapters/aws/queue-messages.ts';
import { type ConnectorName, connectorOf, isConnector } from '../connectors/connector-of.ts';
import { signedRequestHeaders } from '../connectors/verify-request.ts';
import { webhooks } from '../connectors/webhooks.ts';
import { readFeedback } from '../feedback/read-feedback.ts';
import { FunctionError } from '../local/functions.ts';
import { connectorSecretOf, writeKey } from '../local/local-secrets.ts';
import { proxyEvent } from '../local/proxy-event.ts';
import { eventsQueue, feedbackQueue, type World } from '../local/world.ts';
import { type LineProblem, lineProblem } from './line-problem.ts';
import type { RecordedEvent } from './read-events.ts';
import type { LineKind } from './recognize-line.ts';

export interface Delivered {
  /** Why the handler refused it; absent if it was accepted. */
  problem?: LineProblem;
  /** Values that it accepted, but perhaps not as meant. */
  warnings: readonly LineProblem[];
}

/** Delivers a recorded event unchanged to the handler that would get it on AWS. */
export const deliver = async (
  world: World,
  event: Pick<RecordedEvent, 'kind' | 'body' | 'text'>,
): Promise<Delivered> => {
  try {
    return await handOver(world, event);
  } catch (error) {
    if (!(error instanceof FunctionError)) throw error;
    const fix = 'this is a bug in Daymark, not a problem of the line: please report it';
    return { problem: { what: `its handler failed with ${error.error}`, fix }, warnings: [] };
  }
};

const handOver = async (
  world: World,
  { kind, body, text }: Pick<RecordedEvent, 'kind' | 'body' | 'text'>,
): Promise<Delivered> => {
  if (kind === 'segment') {
    const authorization = `Basic ${btoa(`${writeKey}:`)}`;
    return answered(await post(world, 'ingest-usage', `/v1/${String(body.type)}`, text, { authorization }));
  }
  if (isConnector(kind)) return answered(await postAs(kind, world, text));
  const routed = intoQueue[kind];
  if (routed) {
    routed(world, body);
    return { warnings: [] };
  }
  world.queues.get(feedbackQueue).send({ body: text });
  return { warnings: readFeedback(body).kind === 'ignored' ? [ignored] : [] };
};

/** Archived events don't record which endpoint received them, so they are sent straight to the queue. */
const intoQueue: Partial<Record<LineKind, (world: World, body: RecordedEvent['body']) => void>> = {
  event: (world, body) =>
    world.queues.get(eventsQueue).send(eventMessage(domainEvent.parse({ ...body, receivedAt: world.now() }))),
};

const ignored: LineProblem = {
  what: 'changes nothing: it is not about a mail that Daymark sent, or says nothing about the address, such as "not spam"',
  fix: 'use SES events with the tags that the mail was sent with',
};

const post = async (
  world: World,
  functionName: string,
  path: string,
  text: string,
  headers: Record<string, string>,
): Promise<APIGatewayProxyStructuredResultV2> =>
  (await world.invoke(
    functionName,
    proxyEvent({
      method: 'POST',
      url: path,
      headers: { 'content-type': 'application/json', ...headers },
      body: text,
      at: world.now(),
    }),
  )) as APIGatewayProxyStructuredResultV2;

interface Said {
  field?: string;
  message: string;
}

const answered = ({ statusCode = 200, body = '{}' }: APIGatewayProxyStructuredResultV2): Delivered => {
  const { error, warnings = [] } = JSON.parse(body) as { error?: Said; warnings?: Said[] };
  const problem = statusCode >= 400 && error ? lineProblem(error.message, error.field) : undefined;
  return {
    ...(problem && { problem }),
    warnings: warnings.map(({ message, field }) => lineProblem(message, field)),
  };
};

/** Posts to the webhook, signed as the connector signs its requests. */
const postAs = (name: ConnectorName, world: World, text: string): Promise<APIGatewayProxyStructuredResultV2> => {
  const path = `/v1/${connectorOf(name).door}/${name}`;
  const taker = publicRoutes.find(route => route.path === path)?.function ?? '';
  // The host name of the local cloud.
  const request = { body: text, url: `https://localhost${path}` };
  return post(
    world,
    taker,
    path,
    text,
    signedRequestHeaders(webhooks[name], request, connectorSecretOf(name), world.now()),
  );
};
