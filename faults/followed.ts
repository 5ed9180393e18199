import type { DynamoDBRecord } from 'aws-lambda';
import { tableJourneyCounts } from '../engine/adapters/aws/table/journey-counts.ts';
import { accountPartition } from '../engine/adapters/aws/table/keys.ts';
import { itemsUnder, type Table } from '../engine/adapters/aws/table/table.ts';
import { changeOfSums, sumsByDay } from '../engine/counts/sums-by-day.ts';
import { sortKey } from '../engine/kernel/row-keys.ts';
import { functions } from '../engine/wiring/functions.ts';

/** Stream records as if each row of the account had changed. */
export const rowsFollowed = async (table: Table, account: string): Promise<DynamoDBRecord[]> => {
  const prefixes = functions.tally?.stream?.sortKeys ?? [];
  const rows = await itemsUnder(table, accountPartition(account), sortKey.hot);
  return rows
    .filter(({ sk }) => prefixes.some(prefix => sk.startsWith(prefix)))
    .map(({ pk, sk }, index) => ({
      dynamodb: { Keys: { pk: { S: pk }, sk: { S: sk } }, SequenceNumber: String(index + 1) },
    }));
};

/** How an account's enrollments were counted, without times and names; empty if no function followed the stream. */
export const countedAsTold = async (
  { table, project }: { table: Table; project: { journeys: readonly { definition: { id: string } }[] } },
  account: string,
): Promise<string[]> => {
  const counted = await everyCounted(table, project);
  return counted
    .filter(each => each.account === account)
    .map(({ journey, status, at = '', entered }) => `${journey} ${status} ${at} ${JSON.stringify(entered)}`)
    .sort();
};

/** Differences between the stored sums and those computed from the enrollments. */
export const wrongCounts = async ({ table, project }: Parameters<typeof countedAsTold>[0]): Promise<object[]> => {
  const counted = await everyCounted(table, project);
  const counts = tableJourneyCounts(table);
  const sums = await Promise.all(project.journeys.map(({ definition }) => counts.sums(definition.id)));
  return changeOfSums(sums.flat(), sumsByDay(counted));
};

const everyCounted = async (table: Table, { journeys }: Parameters<typeof countedAsTold>[0]['project']) => {
  const counts = tableJourneyCounts(table);
  const pages = await Promise.all(
    journeys.map(async ({ definition: { id } }) => {
      const found = [];
      for (let after: string | undefined, more = true; more; more = after !== undefined) {
        const page = await counts.counted(id, { after });
        found.push(...page.found);
        after = page.next;
      }
      return found;
    }),
  );
  return pages.flat();
};
