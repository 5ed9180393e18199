import { paginateScan } from '@aws-sdk/client-dynamodb';
import type { Profile } from '../../../account/account.ts';
import type { AccountRecord } from '../../../account/account-record.ts';
import type { Enrollment } from '../../../account/enrollment.ts';
import type { Evaluation } from '../../../account/evaluation.ts';
import type { HealthRecord } from '../../../account/health-state.ts';
import type { RecurringRevenue } from '../../../account/recurring-revenue.ts';
import type { Task } from '../../../account/task.ts';
import { usageOf } from '../../../account/usage.ts';
import { sortKey } from '../../../kernel/row-keys.ts';
import type { AccountRecords } from '../../../ports/account-records.ts';
import type { Clock } from '../../../ports/ports.ts';
import { accountPartition, endOfHot, partitionAccount } from './keys.ts';
import { usageReader } from './rows/day.ts';
import { enrollmentFromItem } from './rows/enrollment.ts';
import { healthOf } from './rows/health.ts';
import { seatsOf } from './rows/seat.ts';
import { content, type StoredItem, storedItem } from './stored-item.ts';
import { pagesBetween, type Table } from './table.ts';

/**
 * Scans for the accounts, then queries each one, because a scan may return an account's rows in any order. Returns no
 * contacts.
 */
export async function* accountRecords(table: Table, clock: Clock): AsyncGenerator<AccountRecord> {
  const { client, name } = table;
  const pages = paginateScan(
    { client },
    {
      TableName: name,
      FilterExpression: 'sk = :profile',
      ExpressionAttributeValues: { ':profile': { S: sortKey.profile } },
      ProjectionExpression: 'pk',
    },
  );
  for await (const { Items = [] } of pages)
    for (const { pk = '' } of Items.map(storedItem)) {
      const record = await recordOf(table, partitionAccount({ pk }), clock);
      if (record) yield record;
    }
}

/** Number of accounts queried at a time. */
const together = 24;

export const tableAccountRecords = (table: Table, clock: Clock): AccountRecords => ({
  async *of(accounts) {
    for (let from = 0; from < accounts.length; from += together) {
      const read = accounts.slice(from, from + together).map(account => recordOf(table, account, clock));
      for (const record of await Promise.all(read)) if (record) yield record;
    }
  },
});

/** Ranges of sort keys to read; contacts, the ledger and the timeline lie between them. */
const stretches = [
  [sortKey.day, endOfHot],
  [sortKey.revenue, `${sortKey.health}~`],
  [sortKey.resolvedTask, `${sortKey.resolvedTask}~`],
] as const;

const recordOf = async (table: Table, account: string, clock: Clock): Promise<AccountRecord | undefined> => {
  const usage = usageReader(clock.now());
  const [revenue, tasks, health]: [RecurringRevenue[], Task[], HealthRecord[]] = [[], [], []];
  const enrollments: Enrollment[] = [];
  const seatItems: StoredItem[] = [];
  const single: Partial<Pick<AccountRecord, 'profile' | 'evaluation'>> = {};
  const takers: Readonly<Record<string, (item: StoredItem) => unknown>> = {
    [sortKey.day]: item => usage.add(item),
    [sortKey.profile]: item => Object.assign(single, { profile: content<Profile>(item) }),
    [sortKey.evaluation]: item => Object.assign(single, { evaluation: content<Evaluation>(item) }),
    [sortKey.enrollment]: item => enrollments.push(enrollmentFromItem(item)),
    [sortKey.ended]: item => enrollments.push(content<Enrollment>(item)),
    [sortKey.openTask]: item => tasks.push(content<Task>(item)),
    [sortKey.resolvedTask]: item => tasks.push(content<Task>(item)),
    [sortKey.revenue]: item => revenue.push(content<RecurringRevenue>(item)),
    [sortKey.health]: item => health.push(healthOf(item)),
    [sortKey.seat]: item => seatItems.push(item),
  };
  const prefixes = Object.keys(takers);
  for (const [from, to] of stretches)
    for await (const page of pagesBetween(table, accountPartition(account), from, to))
      for (const item of page) takers[prefixes.find(prefix => item.sk.startsWith(prefix)) ?? '']?.(item);
  const { profile, evaluation } = single;
  if (profile === undefined) return undefined;
  const seats = seatsOf(seatItems);
  return {
    account,
    profile,
    ...(evaluation && { evaluation }),
    enrollments,
    ...(seats && { seats }),
    revenue,
    tasks,
    health,
    usage: usageOf(usage.marks),
  };
};
