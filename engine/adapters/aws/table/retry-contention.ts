import { setTimeout as pause } from 'node:timers/promises';
import { TransactionCanceledException, TransactionConflictException } from '@aws-sdk/client-dynamodb';

const pausesInMilliseconds = [20, 50, 100, 200, 400];

/** Tries again while another transaction holds one of the items, which the SDK does not do by itself. */
export const retryContention = async <Result>(attempt: () => Promise<Result>): Promise<Result> => {
  for (const milliseconds of pausesInMilliseconds) {
    try {
      return await attempt();
    } catch (error) {
      if (!isContention(error)) throw error;
      await pause(milliseconds);
    }
  }
  return attempt();
};

const isContention = (error: unknown): boolean =>
  error instanceof TransactionConflictException ||
  (error instanceof TransactionCanceledException &&
    (error.CancellationReasons ?? []).some(({ Code }) => Code === 'TransactionConflict'));
