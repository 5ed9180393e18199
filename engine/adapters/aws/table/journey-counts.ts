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

/** Reads the tally's counts: two queries of a journey's partition, and pages of the index, shard by shard. */
export const tableJourneyCounts = (table: Table): JourneyCounts => ({
  sums: async (journey, { from = firstDay, to = lastDay } = {}) => {
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

/** The default range: all days. */
const firstDay = '0000-01-01';
const lastDay = '9999-12-31';

/** Continues with the next shard until a page is full, because most shards hold only a few. */
const counted = async (
  table: Table,
  journey: string,
  { after, ...days }: EnrolledDays & { after?: string | undefined },
): ReturnType<JourneyCounts['counted']> => {
  const found: CountedEnrollment[] = [];
  let place: Place | undefined = after === undefined ? { shard: shards[0] ?? '' } : (JSON.parse(after) as Place);
  while (place !== undefined && found.length < perPage) {
    const page: { found: CountedEnrollment[]; next?: Place } = await countedIn(table, journey, days, place);
    found.push(...page.found);
    place = page.next;
  }
  return { found, ...(place && { next: JSON.stringify(place) }) };
};

const countedIn = async (
  { client, name }: Table,
  journey: string,
  { from = firstDay, to = lastDay }: EnrolledDays,
  { shard, last }: Place,
): Promise<{ found: CountedEnrollment[]; next?: Place }> => {
  const { Items = [], LastEvaluatedKey } = await client.send(
    new QueryCommand({
      TableName: name,
      IndexName: indexName,
      KeyConditionExpression: 'ipk = :ipk AND isk BETWEEN :from AND :to',
      ExpressionAttributeValues: marshall({ ':ipk': countedPartition(journey, shard), ':from': from, ':to': `${to}~` }),
      Limit: perPage,
      ...(last && { ExclusiveStartKey: marshall(placeOf({ journey, ...last })) }),
    }),
  );
  const found = Items.map(item => content<CountedEnrollment>(storedItem(item)));
  const end = LastEvaluatedKey && found.at(-1);
  if (end) return { found, next: { shard, last: { day: end.day, account: end.account, enrollment: end.enrollment } } };
  const following = shards[shards.indexOf(shard) + 1];
  return { found, ...(following !== undefined && { next: { shard: following } }) };
};

/** A page ends with a whole page of the index, so it may hold almost twice as many. */
const perPage = 1_000;

/** Position where a page begins. */
interface Place {
  shard: string;
  last?: Pick<CountedEnrollment, 'day' | 'account' | 'enrollment'>;
}

const placeOf = (of: Pick<CountedEnrollment, 'journey' | 'day' | 'account' | 'enrollment'>) => ({
  ...countedKey(of.account, of.enrollment),
  ...countedIndex(of),
});
