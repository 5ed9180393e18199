import { ConditionalCheckFailedException, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Figures, PlanRow } from '../../../account/medians.ts';
import type { CalendarDate, Instant } from '../../../kernel/instant.ts';
import type { Plans } from '../../../ports/plans.ts';
import type { Clock } from '../../../ports/ports.ts';
import { afterMedians, isAlive } from '../../../ports/retention.ts';
import { mediansKey, planAccountPrefix, planPartition } from './keys.ts';
import { planRowIn } from './rows/plan-figures.ts';
import { content, packed, type StoredItem, storedItem } from './stored-item.ts';
import { itemAt, itemsUnder, type Table } from './table.ts';

export const tablePlans = (table: Table, clock: Clock): Plans => ({
  rows: plan => planRows(table, plan, clock.now()),
  medians: (plan, day) => mediansOn(table, plan, day, clock.now()),
  keepMedians: (plan, day, medians) => keepMedians(table, plan, day, medians),
});

/** One query of the plan's partition; its pages of 1 MB hold some 5,000 accounts each. */
const planRows = async (table: Table, plan: string, now: Instant): Promise<PlanRow[]> =>
  (await itemsUnder(table, planPartition(plan), planAccountPrefix)).filter(item => isAlive(item, now)).map(planRowIn);

const mediansOn = async (table: Table, plan: string, day: CalendarDate, now: Instant): Promise<Figures | undefined> => {
  const item = await itemAt(table, mediansKey(plan, day));
  return item && isAlive(item, now) ? content<Figures>(item) : undefined;
};

/** Saves a day's medians unless they exist: the first ones hold for every touch of the day. Returns the stored ones. */
const keepMedians = async (
  { client, name }: Table,
  plan: string,
  day: CalendarDate,
  medians: Figures,
): Promise<Figures> => {
  try {
    await client.send(
      new PutItemCommand({
        TableName: name,
        Item: marshall(mediansItem(plan, day, medians)),
        ConditionExpression: 'attribute_not_exists(pk)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    return medians;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException) || !error.Item) throw error;
    return content<Figures>(storedItem(error.Item));
  }
};

export const mediansItem = (plan: string, day: CalendarDate, medians: Figures): StoredItem => ({
  ...mediansKey(plan, day),
  ...packed(medians),
  expiresAt: afterMedians(day),
});
