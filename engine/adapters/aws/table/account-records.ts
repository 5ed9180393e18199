import { paginateScan } from '@aws-sdk/client-dynamodb';
import type { Profile } from '../../../account/account.ts';
import type { AccountRecord } from '../../../account/account-record.ts';
import type { Evaluation } from '../../../account/evaluation.ts';
import type { RecurringRevenue } from '../../../account/recurring-revenue.ts';
import type { Task } from '../../../account/task.ts';
import { usageOf } from '../../../account/usage.ts';
import type { Clock } from '../../../ports/ports.ts';
import { accountPartition, partitionAccount, sortKey } from './keys.ts';
import { healthOf } from './rows/health.ts';
import { content, type StoredItem, storedItem } from './stored-item.ts';
import type { Table } from './table.ts';
import { usageReader } from './usage-reader.ts';

/** Scans the table once, a page at a time: a partition's items come one after the other, so only one account is held. */
export async function* accountRecords({ client, name }: Table, clock: Clock): AsyncGenerator<AccountRecord> {
  let current: Gathering | undefined;
  for await (const { Items = [] } of paginateScan({ client }, { TableName: name, ...onlyAccounts })) {
    for (const item of Items.map(storedItem)) {
      const account = partitionAccount(item);
      if (current?.account !== account) {
        if (current) yield* current.gathered();
        current = gathering(account, clock);
      }
      current.take(item);
    }
  }
  if (current) yield* current.gathered();
}

type Gathering = ReturnType<typeof gathering>;

/** What of an account is read: nothing of its people. */
const read = [
  sortKey.day,
  sortKey.profile,
  sortKey.evaluation,
  sortKey.openTask,
  sortKey.resolvedTask,
  sortKey.revenue,
  sortKey.health,
];

const gathering = (account: string, clock: Clock) => {
  const usage = usageReader(clock.now());
  const rows = {
    revenue: [] as RecurringRevenue[],
    tasks: [] as Task[],
    health: [] as AccountRecord['health'][number][],
  };
  const single: Partial<Pick<AccountRecord, 'profile' | 'evaluation'>> = {};
  const takers: Readonly<Record<string, (item: StoredItem) => unknown>> = {
    [sortKey.day]: item => usage.add(item),
    [sortKey.profile]: item => Object.assign(single, { profile: content<Profile>(item) }),
    [sortKey.evaluation]: item => Object.assign(single, { evaluation: content<Evaluation>(item) }),
    [sortKey.openTask]: item => rows.tasks.push(content<Task>(item)),
    [sortKey.resolvedTask]: item => rows.tasks.push(content<Task>(item)),
    [sortKey.revenue]: item => rows.revenue.push(content<RecurringRevenue>(item)),
    [sortKey.health]: item => rows.health.push(healthOf(item)),
  };
  const prefixes = Object.keys(takers);
  return {
    account,
    take: (item: StoredItem) => takers[prefixes.find(prefix => item.sk.startsWith(prefix)) ?? '']?.(item),
    /** Rows of an account that nothing was ever said of by a `group` call wait for it, and are no account. */
    gathered: (): AccountRecord[] => {
      const { profile, evaluation } = single;
      if (profile === undefined) return [];
      return [{ account, profile, ...(evaluation && { evaluation }), ...rows, usage: usageOf(usage.marks) }];
    },
  };
};

const onlyAccounts = {
  FilterExpression: `begins_with(pk, :account) AND (${read.map((_, place) => `begins_with(sk, :sk${place})`).join(' OR ')})`,
  ExpressionAttributeValues: {
    ':account': { S: accountPartition('') },
    ...Object.fromEntries(read.map((prefix, place) => [`:sk${place}`, { S: prefix }])),
  },
};
