import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { startDynamoDb } from '../engine/local/dynamodb-process.ts';
import { listen } from '../engine/local/listen.ts';

/** An embedded DynamoDB that counts the units that AWS would bill. */
export interface MeteredDynamoDb {
  url: string;
  /** Units used so far, while metering is on. */
  units: { read: number; write: number };
  /** Requests so far, while metering is on. */
  calls: { read: number; write: number };
  isOn: boolean;
  stop(): Promise<void>;
}

/** Starts a proxy in front of DynamoDB that requests the consumed capacity of every call. */
export const startMeteredDynamoDb = async (): Promise<MeteredDynamoDb> => {
  const dynamodb = await startDynamoDb('embedded');
  const server = createServer((request, response) => void pass(request, response));
  const metered: MeteredDynamoDb = {
    url: await listen(server, 0),
    units: { read: 0, write: 0 },
    calls: { read: 0, write: 0 },
    isOn: true,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      await dynamodb.stop();
    },
  };
  const pass = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const operation = String(request.headers['x-amz-target'] ?? '').split('.')[1] ?? '';
    const kind = metersOf[operation];
    const asked = await text(request);
    const answer = await fetch(dynamodb.url, {
      method: request.method,
      headers: headersToPass(request),
      body: kind ? JSON.stringify({ ...JSON.parse(asked), ReturnConsumedCapacity: 'TOTAL' }) : asked || undefined,
    });
    const answered = await answer.text();
    if (kind && answer.ok && metered.isOn) {
      metered.units[kind] += consumed(answered);
      metered.calls[kind] += 1;
    }
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'application/json' });
    response.end(answered);
  };
  return metered;
};

const metersOf: Readonly<Record<string, 'read' | 'write'>> = {
  GetItem: 'read',
  BatchGetItem: 'read',
  Query: 'read',
  PutItem: 'write',
  UpdateItem: 'write',
  DeleteItem: 'write',
  TransactWriteItems: 'write',
};

const headersToPass = ({ headers }: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    ['x-amz-target', 'x-amz-date', 'content-type', 'authorization'].flatMap(name =>
      typeof headers[name] === 'string' ? [[name, headers[name]]] : [],
    ),
  );

const consumed = (answer: string): number => {
  const { ConsumedCapacity = [] } = JSON.parse(answer) as { ConsumedCapacity?: Capacity | Capacity[] };
  return [ConsumedCapacity].flat().reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0);
};

interface Capacity {
  CapacityUnits: number;
}
