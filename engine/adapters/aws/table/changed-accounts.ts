import type { DynamoDBRecord } from 'aws-lambda';
import type { ChangedAccount } from '../../../counts/changed-account.ts';
import { sortKey } from '../../../kernel/row-keys.ts';
import { accountPartition, partitionAccount } from './keys.ts';

/** An account that records of the table's stream changed, and the sequence number of the first of them. */
export interface StreamedChange extends ChangedAccount {
  first: string;
}

/** The accounts that the stream's records changed: each once, in the order of first records. */
export const changedAccounts = (records: readonly DynamoDBRecord[]): StreamedChange[] => {
  const told = records.flatMap(({ dynamodb: { Keys, SequenceNumber = '' } = {} }) => {
    const [pk = '', sk = ''] = [Keys?.pk?.S, Keys?.sk?.S];
    return pk.startsWith(accountPartition(''))
      ? [{ account: partitionAccount({ pk }), sk, number: SequenceNumber }]
      : [];
  });
  return [...Map.groupBy(told, ({ account }) => account)].map(([account, each]) => ({
    account,
    enrollments: [...new Set(each.flatMap(({ sk }) => enrollmentIn(sk)))],
    first: each[0]?.number ?? '',
  }));
};

const enrollmentIn = (sk: string): string[] =>
  [sortKey.enrollment, sortKey.ended].flatMap(prefix => (sk.startsWith(prefix) ? [sk.slice(prefix.length)] : []));
