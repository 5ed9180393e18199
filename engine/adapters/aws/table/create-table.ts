import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  type DynamoDBClient,
  DynamoDBServiceException,
  UpdateTableCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';

/** DynamoDB deletes an item at this time, in seconds since 1970. Deletion may lag by days, so readers check it, too. */
export const timeToLiveAttribute = 'expiresAt';

/** The only index, and a sparse one: by due time, owner, address, journey and CRM. `keys.ts` has all its keys. */
export const indexName = 'byIndex';

/** Shape of the one table, for the local cloud, the tests and the infrastructure. */
export const tableSchema = {
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: ['pk', 'sk', 'ipk', 'isk'].map(name => ({ AttributeName: name, AttributeType: 'S' as const })),
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: indexName,
      KeySchema: [
        { AttributeName: 'ipk', KeyType: 'HASH' },
        { AttributeName: 'isk', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'ALL' },
    },
  ],
} satisfies Omit<CreateTableCommandInput, 'TableName'>;

/** The stream carries the keys of changed rows without their content. */
export const streamSchema = { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' } as const;

/**
 * Creates the table of the local cloud and waits until it is usable. `name` needs at least 3 characters; `hasStream` turns its
 * stream on. No row expires in it: DynamoDB would delete by the clock of the machine what is alive in virtual time.
 */
export const createTable = async (
  client: DynamoDBClient,
  name: string,
  { hasStream = false }: { hasStream?: boolean } = {},
): Promise<void> => {
  const stream = hasStream && { StreamSpecification: streamSchema };
  await unlessCreated(client.send(new CreateTableCommand({ TableName: name, ...tableSchema, ...stream })));
  await waitUntilTableExists({ client, maxWaitTime: 60, minDelay: 1 }, { TableName: name });
};

/** Ignores the error of a retry whose earlier attempt created the table, but whose response was lost. */
const unlessCreated = async (request: Promise<unknown>): Promise<void> => {
  try {
    await request;
  } catch (error) {
    const isRetry = error instanceof DynamoDBServiceException && (error.$metadata.attempts ?? 1) > 1;
    if (!isRetry || !/already exists/i.test(error.message)) throw error;
  }
};

/** Turns the stream of an existing table on. */
export const turnOnStream = async (client: DynamoDBClient, name: string): Promise<void> => {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
  if (Table?.StreamSpecification?.StreamEnabled) return;
  await client.send(new UpdateTableCommand({ TableName: name, StreamSpecification: streamSchema }));
};
