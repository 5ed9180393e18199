import middy from '@middy/core';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { coldStart } from '../engine/adapters/aws/cold-start.ts';
import { connectCounts, connectHealthHistory } from '../engine/adapters/aws/connect.ts';
import { log, reasonOf } from '../engine/adapters/aws/log.ts';
import { changedAccounts } from '../engine/adapters/aws/table/changed-accounts.ts';
import { tallyChanges } from '../engine/counts/use-cases/tally-changes.ts';
import type { PortsWith } from '../engine/ports/ports.ts';

/** A batch of the table's stream: updates lists and counts of changed accounts. Lambda retries from a failure on. */
export const createHandler = ({ tally, ...ports }: PortsWith<'healthHistory' | 'tally'>) =>
  middy<DynamoDBStreamEvent, DynamoDBBatchResponse>().handler(async ({ Records }) => {
    if (tally === undefined) return { batchItemFailures: [] };
    const changes = changedAccounts(Records);
    const failed = new Set<string>();
    await tallyChanges(changes, { ...ports, tally }, (account, error) => {
      failed.add(account);
      log.error('an account was not counted', { account, reason: reasonOf(error) });
    });
    const first = changes.find(({ account }) => failed.has(account));
    return { batchItemFailures: first ? [{ itemIdentifier: first.first }] : [] };
  });

export const handler = coldStart(ports =>
  createHandler({ ...ports, ...connectCounts(ports), healthHistory: connectHealthHistory(ports) }),
);
