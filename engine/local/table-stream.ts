import type { DynamoDBBatchResponse, DynamoDBRecord } from 'aws-lambda';
import { localKey } from './aws-environment.ts';
import { unsignedHeaders } from './unsigned.ts';

/** How a function is called with a table's stream, as by a Lambda event source mapping. */
export interface StreamCall {
  sortKeys: readonly string[];
  batchSize: number;
  invoke(event: { Records: readonly DynamoDBRecord[] }): Promise<unknown>;
  /** Called with the error of a record that is dropped after ten tries. */
  givenUp(error: unknown): void;
}

/** Calls functions with the records of a table's DynamoDB stream, from its beginning, on each `follow`. */
export interface TableStream {
  to(call: StreamCall): void;
  /**
   * Reads new records and calls functions with them; records that a function fails on are delivered again next time.
   */
  follow(): Promise<void>;
}

/** @param dynamodb URL of the process that has the table, whose stream is on */
export const tableStream = (dynamodb: string, table: string): TableStream => {
  const ask = asker(dynamodb);
  const calls: (StreamCall & { tries: number; waiting: DynamoDBRecord[] })[] = [];
  /** The next iterator of each shard; `undefined` for one read to its end. */
  const shards = new Map<string, string | undefined>();
  let stream: string | undefined;

  const findShards = async (): Promise<boolean> => {
    stream ??= (await ask<{ Streams: { StreamArn: string }[] }>('ListStreams', { TableName: table })).Streams[0]
      ?.StreamArn;
    const { StreamDescription } = await ask<{ StreamDescription: { Shards: { ShardId: string }[] } }>(
      'DescribeStream',
      { StreamArn: stream },
    );
    const found = StreamDescription.Shards.map(({ ShardId }) => ShardId).filter(shard => !shards.has(shard));
    for (const ShardId of found) {
      const question = { StreamArn: stream, ShardId, ShardIteratorType: 'TRIM_HORIZON' };
      shards.set(ShardId, (await ask<{ ShardIterator: string }>('GetShardIterator', question)).ShardIterator);
    }
    return found.length > 0;
  };

  const readShard = async (shard: string): Promise<void> => {
    for (let place = shards.get(shard); place !== undefined; ) {
      const { Records, NextShardIterator } = await ask<Page>('GetRecords', { ShardIterator: place });
      shards.set(shard, NextShardIterator);
      for (const call of calls) call.waiting.push(...Records.filter(record => concerns(record, call)));
      place = Records.length === 0 ? undefined : NextShardIterator;
    }
  };

  const deliver = async (call: (typeof calls)[number]): Promise<void> => {
    call.waiting = latestOfEach(call.waiting);
    while (call.waiting.length > 0) {
      const batch = call.waiting.slice(0, call.batchSize);
      const outcome = await call.invoke({ Records: batch }).then(
        answer => leftIn(answer as DynamoDBBatchResponse | null, batch),
        (error: unknown) => ({ left: batch.length, error }),
      );
      call.waiting.splice(0, batch.length - outcome.left);
      call.tries = outcome.left === 0 ? 0 : call.tries + 1;
      if (outcome.left > 0 && call.tries < mostTries) return;
      if (outcome.left > 0) {
        call.givenUp(outcome.error);
        call.waiting.shift();
        call.tries = 0;
      }
    }
  };

  let last: Promise<void> = Promise.resolve();
  const follow = async (): Promise<void> => {
    if (calls.length === 0) return;
    do for (const shard of shards.keys()) await readShard(shard);
    while (([...shards.values()].includes(undefined) || shards.size === 0) && (await findShards()));
    for (const call of calls) await deliver(call);
  };
  return {
    to: call => void calls.push({ ...call, tries: 0, waiting: [] }),
    follow: () => {
      const done = last.then(follow);
      last = done.catch(() => undefined);
      return done;
    },
  };
};

interface Page {
  Records: DynamoDBRecord[];
  NextShardIterator?: string;
}

const mostTries = 10;

const concerns = ({ dynamodb }: DynamoDBRecord, { sortKeys }: StreamCall): boolean =>
  sortKeys.some(prefix => dynamodb?.Keys?.sk?.S?.startsWith(prefix));

/** The last record of each row suffices: functions read the row's current state. */
const latestOfEach = (records: readonly DynamoDBRecord[]): DynamoDBRecord[] => [
  ...new Map(records.map(record => [JSON.stringify(record.dynamodb?.Keys), record])).values(),
];

/** Lambda retries all records from the first failed one on. */
const leftIn = (answer: DynamoDBBatchResponse | null, batch: readonly DynamoDBRecord[]) => {
  const [failure] = answer?.batchItemFailures ?? [];
  const from = batch.findIndex(({ dynamodb }) => dynamodb?.SequenceNumber === failure?.itemIdentifier);
  return failure && from >= 0
    ? { left: batch.length - from, error: new Error(`It left ${failure.itemIdentifier}.`) }
    : { left: 0, error: undefined };
};

const asker =
  (dynamodb: string) =>
  async <Answer>(operation: string, input: object): Promise<Answer> => {
    const answer = await fetch(dynamodb, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `DynamoDBStreams_20120810.${operation}`,
        ...unsignedHeaders(localKey),
      },
      body: JSON.stringify(input),
    });
    if (!answer.ok) throw new Error(`DynamoDB's ${operation} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as Answer;
  };
