import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { APIGatewayProxyStructuredResultV2, DynamoDBBatchResponse } from 'aws-lambda';
import { matchRoute, publicRoutes } from '../engine/access/public-routes.ts';
import { tableAccountPorts } from '../engine/adapters/aws/table/account-ports.ts';
import { awsOperator } from '../engine/cli/operate/aws-operator.ts';
import type { LambdaHandler } from '../engine/local/functions.ts';
import { localSecrets } from '../engine/local/local-secrets.ts';
import { proxyEvent } from '../engine/local/proxy-event.ts';
import type { Operator } from '../engine/ports/operator.ts';
import { rowsFollowed } from './followed.ts';
import { senderFor } from './sender.ts';
import type { FailingWorld } from './world.ts';

export interface Asked {
  headers?: Record<string, string>;
  body?: string;
}

/** The ports of an operator's process. */
export interface Desk extends Operator {
  settings: { tokenSecrets: readonly [string] };
}

/** One account and its senders, which resend an event if its request failed because a process died. */
export interface Stage extends FailingWorld {
  account: string;
  /** Sends a recorded event as its sender would. */
  send(event: object): Promise<void>;
  /** Calls a route, such as `POST /v1/tasks`, as API Gateway does. @throws Error for a status of 400 and above */
  ask(route: string, asked?: Asked): Promise<void>;
  /** Invokes a function as its schedule does. */
  call(name: string): Promise<void>;
  /** Calls the function that follows the table with all of the account's rows that it follows. */
  changed(): Promise<void>;
  /** An operator's action, in a process of its own. */
  operate(verb: string, work: (desk: Desk) => Promise<unknown>): Promise<void>;
}

export const stageFor = (world: FailingWorld, account: string): Stage => {
  const { cloud, processes } = world;
  const { send, untilDone } = senderFor(world, account);
  return {
    ...world,
    account,
    send,
    ask: (route, { headers = {}, body = '' } = {}) =>
      untilDone(async () => {
        const [method = '', url = ''] = route.split(' ');
        const matched = matchRoute(publicRoutes, method, url.replace(/\?.*/, ''));
        if (!matched) throw new Error(`There is no ${route}.`);
        const event = proxyEvent({ method, url, headers, body, at: cloud.now(), route: matched });
        const answer = (await cloud.invoke(matched.function, event)) as APIGatewayProxyStructuredResultV2;
        if ((answer.statusCode ?? 200) >= 400) throw new Error(`${route}: ${answer.statusCode} ${answer.body}`);
      }),
    call: name =>
      untilDone(() => cloud.invoke(name, { 'detail-type': 'Scheduled Event', source: 'aws.events', detail: {} })),
    changed: () =>
      untilDone(async () => {
        const Records = await rowsFollowed(world.table, account);
        const answer = (await cloud.invoke('tally', { Records })) as DynamoDBBatchResponse;
        if (answer.batchItemFailures.length > 0) throw new Error('The records are delivered again.');
      }),
    operate: (verb, work) => {
      const start = (): LambdaHandler => {
        const desk = deskOf(world);
        return ({ does }: { does: typeof work }) => does(desk);
      };
      return untilDone(async () => processes.host(verb, start)({ does: work }, {}));
    },
  };
};

const deskOf = ({ cloud }: FailingWorld): Desk => {
  const clock = { now: () => cloud.now() };
  const tokenSecrets = [localSecrets.DAYMARK_TOKEN_SECRET] as const;
  const name = String(cloud.environment.DAYMARK_TABLE);
  return {
    ...awsOperator({
      table: name,
      eventsQueueUrl: String(cloud.environment.DAYMARK_EVENTS_QUEUE_URL),
      switchesPath: String(cloud.environment.DAYMARK_SWITCHES_PATH),
      machinePrefix: 'daymark-',
      archiveBucket: 'daymark-events',
      clock,
    }),
    ...tableAccountPorts({ client: new DynamoDBClient({}), name, addressKeys: () => tokenSecrets }, clock),
    settings: { tokenSecrets },
  };
};
