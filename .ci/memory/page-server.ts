import { createServer, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { marshall } from '@aws-sdk/util-dynamodb';
import { listen } from '../../engine/local/listen.ts';

interface Row {
  sk: string;
  /** As DynamoDB answers it. */
  text: string;
}

interface AskedQuery {
  IndexName?: string;
  KeyConditionExpression?: string;
  ExpressionAttributeValues?: Readonly<Record<string, { S?: string }>>;
  ExclusiveStartKey?: { sk: { S: string } };
  ScanIndexForward?: boolean;
  Limit?: number;
}

/**
 * A DynamoDB before another one that answers queries of one partition from rows that were laid ready, a page a MB, and then
 * from the other: the embedded one takes longer for such a page than a client waits for it, and DynamoDB on AWS does not.
 */
export const servePages = async (pk: string, items: Iterable<object>, behind: string) => {
  const rows = Array.from(items, (item): Row => {
    const marshalled = marshall({ pk, ...item }, { removeUndefinedValues: true });
    return {
      sk: marshalled.sk?.S ?? '',
      text: JSON.stringify(marshalled, (_, value) => (value instanceof Set ? [...value] : value)),
    };
  }).sort((a, b) => (a.sk < b.sk ? -1 : 1));
  const server = createServer(async (asked, response) => {
    const body = await buffer(asked);
    const query = isQuery(asked) ? (JSON.parse(body.toString()) as AskedQuery) : {};
    const isOfPartition = query.ExpressionAttributeValues?.[':pk']?.S === pk && !query.IndexName;
    const left = isOfPartition ? leftIn(rows, query) : [];
    if (left.length > 0) return void response.end(pageOf(left, query, pk));
    const headers = asked.headers as Record<string, string>;
    const answer = await fetch(`${behind}${asked.url}`, { method: 'POST', headers: ownOf(headers), body });
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  return { url: await listen(server, 0), stop: () => void server.close().closeAllConnections() };
};

const isQuery = ({ headers }: IncomingMessage): boolean => String(headers['x-amz-target']).endsWith('.Query');

/** But for those of its way here. */
const ownOf = ({ host: _, connection: __, 'content-length': ___, ...headers }: Record<string, string>) => headers;

const rangeOf = ({ KeyConditionExpression: condition = '', ExpressionAttributeValues: values = {} }: AskedQuery) => {
  const [from = '', to = '', prefix = ''] = [':from', ':to', ':prefix'].map(name => values[name]?.S ?? '');
  if (condition.endsWith('sk BETWEEN :from AND :to')) return (sk: string) => sk >= from && sk <= to;
  if (condition.endsWith('begins_with(sk, :prefix)')) return (sk: string) => sk.startsWith(prefix);
  throw new Error(`No page is laid ready for ${condition}.`);
};

/** Rows that the query has yet to answer with, in its order. */
const leftIn = (rows: readonly Row[], query: AskedQuery): Row[] => {
  const { ExclusiveStartKey: start, ScanIndexForward: isForward = true } = query;
  const within = rangeOf(query);
  return (isForward ? rows : rows.toReversed()).filter(
    ({ sk }) => within(sk) && (start === undefined || (isForward ? sk > start.sk.S : sk < start.sk.S)),
  );
};

/** There is always a next page: the rows of the DynamoDB behind. */
const pageOf = (left: readonly Row[], { Limit = Number.POSITIVE_INFINITY }: AskedQuery, pk: string): string => {
  const page: Row[] = [];
  for (let bytes = 0; page.length < Math.min(left.length, Limit) && bytes < 1_000_000; ) {
    const row = left[page.length] as Row; // there are as many
    page.push(row);
    bytes += row.text.length;
  }
  const last = JSON.stringify({ pk: { S: pk }, sk: { S: page.at(-1)?.sk } });
  return `{"Items":[${page.map(({ text }) => text).join()}],"Count":${page.length},"LastEvaluatedKey":${last}}`;
};
