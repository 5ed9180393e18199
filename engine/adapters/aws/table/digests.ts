import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { type Instant, plusSeconds } from '../../../domain/instant.ts';
import type { Digests } from '../../../services/tasks/digests.ts';
import type { Key } from './keys.ts';
import { content } from './stored-item.ts';
import { itemAt, type Table } from './table.ts';

interface Claim {
  state: 'claimed' | 'sent' | 'nothing' | 'rejected';
  at: Instant;
  tries: number;
}

const keptDays = 90;
/** News of a mail's fate comes sooner than this, or not at all. */
const unknownAfterSeconds = 15 * 60;
const isNew = 'attribute_not_exists(pk)';

/** The ledger of digests: one item for a CSM and a week. */
export const tableDigests = (table: Table): Digests => ({
  claim: async (csm, monday, { now, tries }) => {
    const claim: Claim = { state: 'claimed', at: now, tries: 1 };
    if (await put(table, csm, monday, claim, isNew)) return true;
    const item = await itemAt(table, keyOf(csm, monday));
    const before = item && content<Claim>(item);
    if (before?.state !== 'claimed' || before.tries >= tries) return false;
    if (plusSeconds(before.at, unknownAfterSeconds) > now) return false;
    const next = { ...claim, tries: before.tries + 1 };
    return put(table, csm, monday, next, '#state = :claimed AND tries = :tries', {
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: marshall({ ':claimed': 'claimed', ':tries': before.tries }),
    });
  },

  skip: async (csm, monday, now) => {
    await put(table, csm, monday, { state: 'nothing', at: now, tries: 1 }, isNew);
  },

  settle: async (csm, monday, state) => {
    await table.client.send(
      new UpdateItemCommand({
        TableName: table.name,
        Key: marshall(keyOf(csm, monday)),
        UpdateExpression: 'SET #state = :state',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: marshall({ ':state': state }),
      }),
    );
  },

  release: async (csm, monday) => {
    await table.client.send(new DeleteItemCommand({ TableName: table.name, Key: marshall(keyOf(csm, monday)) }));
  },
});

const keyOf = (csm: string, monday: string): Key => ({ pk: `CSM#${csm}`, sk: `DIGEST#${monday}` });

const put = async (
  { client, name }: Table,
  csm: string,
  monday: string,
  claim: Claim,
  ConditionExpression: string,
  values: Pick<
    ConstructorParameters<typeof PutItemCommand>[0],
    'ExpressionAttributeNames' | 'ExpressionAttributeValues'
  > = {},
): Promise<boolean> => {
  const expiresAt = Math.floor(Date.parse(plusSeconds(claim.at, keptDays * 86_400)) / 1000);
  const Item = marshall({ ...keyOf(csm, monday), ...claim, expiresAt });
  try {
    await client.send(new PutItemCommand({ TableName: name, Item, ConditionExpression, ...values }));
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
};
