import { ConditionalCheckFailedException, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { Enrollment } from '../../../account/enrollment.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { updateItem } from './item-write.ts';
import { enrollmentKey } from './keys.ts';
import { enrollmentFromItem, seenAttribute } from './rows/enrollment.ts';
import { storedItem } from './stored-item.ts';
import type { Table } from './table.ts';
import { retryContention } from './write-items.ts';

/**
 * Records an awaited event on the item that the state machine parks on, so that the later of the two writes sees the
 * earlier. The condition is per flag: an older event of another flag is never dropped. Returns the item in either case,
 * so that a repeated event wakes a wait that the first one could not.
 */
export const recordSeenEvent = async (
  { client, name }: Table,
  account: string,
  enrollment: string,
  flag: string,
  at: Instant,
): Promise<Enrollment | undefined> => {
  const attribute = seenAttribute(flag);
  const update = updateItem(name, {
    key: enrollmentKey(account, enrollment),
    set: [{ path: [attribute], value: at }],
    tests: [{ kind: 'exists' }, { kind: 'isMissingOrBelow', attribute, value: at }],
  });
  try {
    const { Attributes } = await retryContention(() =>
      client.send(
        new UpdateItemCommand({ ...update, ReturnValues: 'ALL_NEW', ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }),
      ),
    );
    return Attributes && enrollmentFromItem(storedItem(Attributes));
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return error.Item && enrollmentFromItem(storedItem(error.Item));
  }
};
