import { ConditionalCheckFailedException, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { GuardedWeek, GuardVerdict, WeekCount } from '../../../account/telemetry-guard.ts';
import type { GuardedWeeks } from '../../../ports/guarded-weeks.ts';
import { afterGuardedWeek } from '../../../ports/retention.ts';
import { weekCountPrefix, weekPartition, weekVerdictKey } from './keys.ts';
import { sumOf } from './rows/week-count.ts';
import { type StoredItem, storedItem } from './stored-item.ts';
import { itemsBetween, type Table } from './table.ts';

export const tableGuardedWeeks = (table: Table): GuardedWeeks => ({
  read: week => guardedWeek(table, week),
  saveVerdictOnce: (week, verdict, count) => saveVerdictOnce(table, week, verdict, count),
});

/** A week's counts over all accounts, and its verdict, if any. One query. */
const guardedWeek = async (
  table: Table,
  { journey, period }: GuardedWeek,
): Promise<{ count: WeekCount; verdict?: GuardVerdict }> => {
  const items = await itemsBetween(table, weekPartition(journey, period), weekCountPrefix, 'VERDICT');
  const verdict = items.find(({ sk }) => sk === 'VERDICT')?.verdict as GuardVerdict | undefined;
  return { count: sumOf(items.filter(({ sk }) => sk.startsWith(weekCountPrefix))), ...(verdict && { verdict }) };
};

/** The first verdict holds for every account; returns that one. */
const saveVerdictOnce = async (
  { client, name }: Table,
  { journey, period }: GuardedWeek,
  verdict: GuardVerdict,
  count: WeekCount,
): Promise<GuardVerdict> => {
  try {
    await client.send(
      new PutItemCommand({
        TableName: name,
        Item: marshall(verdictItem({ journey, period }, verdict, count)),
        ConditionExpression: 'attribute_not_exists(pk)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    return verdict;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException) || !error.Item) throw error;
    return storedItem(error.Item).verdict as GuardVerdict;
  }
};

export const verdictItem = (
  { journey, period }: GuardedWeek,
  verdict: GuardVerdict,
  count: Readonly<WeekCount>,
): StoredItem => ({
  ...weekVerdictKey(journey, period),
  verdict,
  journey,
  period,
  ...count,
  expiresAt: afterGuardedWeek(period),
});
