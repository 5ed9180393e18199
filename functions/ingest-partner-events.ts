import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { coldStart } from '../engine/adapters/aws/cold-start.ts';
import { connectCustomers, connectIngest } from '../engine/adapters/aws/connect.ts';
import { connectCrmCopies } from '../engine/adapters/aws/connect-people.ts';
import { log, reasonOf } from '../engine/adapters/aws/log.ts';
import type { PartnerPorts } from '../engine/ingest/use-cases/ingest-partner-event.ts';
import { ingestPartnerEvent } from '../engine/ingest/use-cases/ingest-partner-event.ts';

/** EventBridge events: Stripe's, and usage from our own bus. Unreadable ones are retried, then become dead letters. */
export const createHandler = (ports: PartnerPorts) =>
  middy<SQSEvent, SQSBatchResponse>().handler(async ({ Records }) => {
    const batchItemFailures: SQSBatchResponse['batchItemFailures'] = [];
    for (const record of Records) {
      if (!(await isTaken(record, ports))) batchItemFailures.push({ itemIdentifier: record.messageId });
    }
    return { batchItemFailures };
  });

const isTaken = async ({ messageId, body }: SQSRecord, ports: PartnerPorts): Promise<boolean> => {
  try {
    await ingestPartnerEvent(JSON.parse(body), ports);
    return true;
  } catch (error) {
    log.error('a partner event was not taken', { messageId, reason: reasonOf(error) });
    return false;
  }
};

export const handler = coldStart(ports =>
  createHandler({ ...connectIngest(ports), crmCopies: connectCrmCopies(ports), customers: connectCustomers(ports) }),
);
