import { createHash } from 'node:crypto';
import type { CountedEnrollment } from '../../../counts/counted.ts';
import { accountPartition, type IndexKey, type Key } from './keys.ts';

/** Rows of the account list, spread over 16 partitions, which are read whole. */
export const listPartition = (shard: string): string => `LIST#${shard}`;
export const listedPrefix = 'ACCOUNT#';
export const listedKey = (account: string): Key => ({
  pk: listPartition(shardOf(account)),
  sk: listedPrefix + account,
});

/** The row that records how an enrollment was counted. */
export const countedKey = (account: string, enrollment: string): Key => ({
  pk: accountPartition(account),
  sk: `COUNTED#${enrollment}`,
});
/** Enrollments of a journey by the day on which they began. */
export const countedIndex = (of: Pick<CountedEnrollment, 'journey' | 'day' | 'account' | 'enrollment'>): IndexKey => ({
  ipk: countedPartition(of.journey, shardOf(of.account)),
  isk: `${of.day}#${of.account}#${of.enrollment}`,
});
export const countedPartition = (journey: string, shard: string): string => `COUNTED#${journey}#${shard}`;

/** Sums of a journey, and the steps of its versions. */
export const sumsPartition = (journey: string): string => `COUNTS#${journey}`;
export const dayPrefix = 'DAY#';
export const sumsKey = ({ journey, day, version }: Pick<CountedEnrollment, 'journey' | 'day' | 'version'>): Key => ({
  pk: sumsPartition(journey),
  sk: `${dayPrefix}${day}#${version}`,
});
export const routePrefix = 'ROUTE#';
export const routeKey = ({ journey, version }: Pick<CountedEnrollment, 'journey' | 'version'>): Key => ({
  pk: sumsPartition(journey),
  sk: routePrefix + version,
});

const shardOf = (account: string): string => createHash('sha256').update(account).digest('hex').charAt(0);
