import { paginateQuery } from '@aws-sdk/client-dynamodb';
import { type Enrollment, isOver } from '../../../account/enrollment.ts';
import { indexName } from './create-table.ts';
import { activePartition, enrollmentKey, shards } from './keys.ts';
import { enrollmentFromItem } from './rows/enrollment.ts';
import { storedItem } from './stored-item.ts';
import { itemsAt, type Table } from './table.ts';

/**
 * All active enrollments of a journey, page by page. The index is eventually consistent, so one that has just begun may
 * be missing; the enrollments are read consistently, so an ended one is never included.
 */
export async function* activeEnrollments(table: Table, journey: string): AsyncGenerator<Enrollment[]> {
  for (const shard of shards) {
    const pages = paginateQuery(
      { client: table.client, pageSize: enrollmentsPerPage },
      {
        TableName: table.name,
        IndexName: indexName,
        KeyConditionExpression: 'ipk = :ipk',
        ExpressionAttributeValues: { ':ipk': { S: activePartition(journey, shard) } },
      },
    );
    for await (const { Items = [] } of pages) {
      const keys = Items.map(item => placeOf(String(storedItem(item).isk)));
      const rows = await itemsAt(table, keys);
      yield rows.map(enrollmentFromItem).filter(enrollment => !isOver(enrollment));
    }
  }
}

/** Limit of BatchGetItem. */
const enrollmentsPerPage = 100;

/** Key of the enrollment. Splits at the last `#`, because an enrollment's id has none. */
const placeOf = (isk: string) => {
  const end = isk.lastIndexOf('#');
  return enrollmentKey(isk.slice(0, end), isk.slice(end + 1));
};
