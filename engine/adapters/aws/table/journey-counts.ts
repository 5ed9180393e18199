import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { CountedEnrollment } from '../../../counts/counted.ts';
import type { JourneyRoute } from '../../../counts/route.ts';
import type { SumsOfDay } from '../../../counts/sums-by-day.ts';
import type { EnrolledDays, JourneyCounts } from '../../../ports/journey-counts.ts';
import { countedIndex, countedKey, countedPartition, dayPrefix, routePrefix, sumsPartition } from './count-keys.ts';
import { indexName } from './create-table.ts';
import { shards } from './keys.ts';
import { content, storedItem } from './stored-item.ts';
import { itemsBetween, itemsUnder, type Table } from './table.ts';

/** What the tally keeps: two queries of a journey's partition, and pages of the index, a shard after the other. */
export const tableJourneyCounts = (table: Table): JourneyCounts => ({
  sums: async (journey, { from = '', to = lastDay } = {}) => {
    const items = await itemsBetween(table, sumsPartition(journey), dayPrefix + from, `${dayPrefix}${to}~`);
    return items.flatMap(item => {
      const [, day = '', version = ''] = item.sk.split('#');
      const sums = Object.fromEntries(
        Object.entries(content<Record<string, number>>(item)).filter(([, sum]) => sum !== 0),
      );
      return Object.keys(sums).length === 0 ? [] : [{ journey, version, day, sums } satisfies SumsOfDay];
    });
  },
  counted: (journey, page = {}) => counted(table, journey, page),
  routes: async journey =>
    (await itemsUnder(table, sumsPartition(journey), routePrefix)).map(item => content<JourneyRoute>(item)),
});

/** Sorts behind all days. */
const lastDay = '9999-12-31';

const counted = async (
  { client, name }: Table,
  journey: string,
  { from = '', to = lastDay, after }: EnrolledDays & { after?: string | undefined },
): ReturnType<JourneyCounts['counted']> => {
  const start = after === undefined ? undefined : (JSON.parse(after) as Place);
  const shard = start?.shard ?? shards[0] ?? '';
  const { Items = [], LastEvaluatedKey } = await client.send(
    new QueryCommand({
      TableName: name,
      IndexName: indexName,
      KeyConditionExpression: 'ipk = :ipk AND isk BETWEEN :from AND :to',
      ExpressionAttributeValues: marshall({ ':ipk': countedPartition(journey, shard), ':from': from, ':to': `${to}~` }),
      Limit: perPage,
      ...(start?.last && { ExclusiveStartKey: marshall(placeOf({ journey, ...start.last })) }),
    }),
  );
  const found = Items.map(item => content<CountedEnrollment>(storedItem(item)));
  const last = found.at(-1);
  const following = shards[shards.indexOf(shard) + 1];
  const next: Place | undefined =
    LastEvaluatedKey && last
      ? { shard, last: { day: last.day, account: last.account, enrollment: last.enrollment } }
      : following === undefined
        ? undefined
        : { shard: following };
  return { found, ...(next && { next: JSON.stringify(next) }) };
};

const perPage = 1_000;

/** Where a page begins. */
interface Place {
  shard: string;
  last?: Pick<CountedEnrollment, 'day' | 'account' | 'enrollment'>;
}

const placeOf = (of: Pick<CountedEnrollment, 'journey' | 'day' | 'account' | 'enrollment'>) => ({
  ...countedKey(of.account, of.enrollment),
  ...countedIndex(of),
});
