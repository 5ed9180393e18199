import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { coldStart } from '../engine/adapters/aws/cold-start.ts';
import { connectClaims, connectContacts, connectDeliveries, connectQueue } from '../engine/adapters/aws/connect.ts';
import { log, reasonOf } from '../engine/adapters/aws/log.ts';
import { recordFeedback } from '../engine/feedback/use-cases/record-feedback.ts';
import type { PortsWith } from '../engine/ports/ports.ts';

/** A batch of the queue of feedback. What cannot be read goes to the dead-letter queue; nothing is lost. */
export const createHandler = (ports: PortsWith<'claims' | 'contacts' | 'deliveries' | 'queue'>) =>
  middy<SQSEvent, SQSBatchResponse>().handler(async ({ Records }) => {
    const batchItemFailures: SQSBatchResponse['batchItemFailures'] = [];
    for (const record of Records) {
      if (!(await isRecorded(record, ports))) batchItemFailures.push({ itemIdentifier: record.messageId });
    }
    return { batchItemFailures };
  });

const isRecorded = async (
  { messageId, body }: SQSRecord,
  ports: PortsWith<'claims' | 'contacts' | 'deliveries' | 'queue'>,
): Promise<boolean> => {
  try {
    await recordFeedback(JSON.parse(body), ports);
    return true;
  } catch (error) {
    log.error('feedback was not recorded', { messageId, reason: reasonOf(error) });
    return false;
  }
};

export const handler = coldStart(ports =>
  createHandler({
    ...ports,
    contacts: connectContacts(ports),
    deliveries: connectDeliveries(ports),
    queue: connectQueue(ports),
    claims: connectClaims(ports),
  }),
);
