import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { coldStart } from '../engine/adapters/aws/cold-start.ts';
import {
  connectArchive,
  connectClaims,
  connectContacts,
  connectDeliveries,
  connectQueue,
} from '../engine/adapters/aws/connect.ts';
import { log, reasonOf } from '../engine/adapters/aws/log.ts';
import { keepLines } from '../engine/archive/use-cases/keep-lines.ts';
import { type FeedbackPorts, recordFeedback } from '../engine/feedback/use-cases/record-feedback.ts';

/** A batch of the feedback queue. Unreadable messages go to the dead-letter queue, so that nothing is lost. */
export const createHandler = (ports: FeedbackPorts) =>
  middy<SQSEvent, SQSBatchResponse>().handler(async ({ Records }) => {
    const batchItemFailures: SQSBatchResponse['batchItemFailures'] = [];
    const lines: (string | undefined)[] = [];
    for (const record of Records) {
      const recorded = await lineOf(record, ports);
      if (recorded) lines.push(recorded.line);
      else batchItemFailures.push({ itemIdentifier: record.messageId });
    }
    if (ports.archive) await keepLines(lines, ports.archive, ports);
    return { batchItemFailures };
  });

/** `undefined` if it was not recorded. */
const lineOf = async (
  { messageId, body }: SQSRecord,
  ports: FeedbackPorts,
): Promise<{ line: string | undefined } | undefined> => {
  try {
    return { line: await recordFeedback(JSON.parse(body), ports) };
  } catch (error) {
    log.error('feedback was not recorded', { messageId, reason: reasonOf(error) });
    return undefined;
  }
};

export const handler = coldStart(ports =>
  createHandler({
    ...ports,
    archive: connectArchive(ports),
    contacts: connectContacts(ports),
    deliveries: connectDeliveries(ports),
    queue: connectQueue(ports),
    claims: connectClaims(ports),
  }),
);
