import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { coldStart } from '../engine/adapters/aws/cold-start.ts';
import { connectRouting } from '../engine/adapters/aws/connect.ts';
import { log, reasonOf } from '../engine/adapters/aws/log.ts';
import { lineOfText } from '../engine/archive/event-line.ts';
import { keepLines } from '../engine/archive/use-cases/keep-lines.ts';
import type { PortsWith } from '../engine/ports/ports.ts';
import { type AttemptPorts, attemptEvent } from '../engine/routing/use-cases/attempt-event.ts';

/**
 * Handles a batch of the FIFO event queue. After the first failure in a group the rest of the group is left for redelivery,
 * so that an account's events stay in order; after a dead-lettered event they continue.
 */
export const createHandler = (ports: AttemptPorts & PortsWith<'archive'>) =>
  middy<SQSEvent, SQSBatchResponse>().handler(async ({ Records }) => {
    const waiting = new Set<string>();
    const batchItemFailures: SQSBatchResponse['batchItemFailures'] = [];
    for (const record of Records) {
      const group = groupOf(record);
      if (!waiting.has(group) && (await isDone(record, ports))) continue;
      waiting.add(group);
      batchItemFailures.push({ itemIdentifier: record.messageId });
    }
    const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    const routed = Records.filter(({ messageId }) => !failed.has(messageId));
    if (ports.archive)
      await keepLines(
        routed.map(({ body }) => lineOfText(body)),
        ports.archive,
        ports,
      );
    return { batchItemFailures };
  });

const groupOf = ({ attributes, messageId }: SQSRecord): string => attributes.MessageGroupId ?? messageId;

const isDone = async (record: SQSRecord, ports: AttemptPorts): Promise<boolean> => {
  const { messageId, body, attributes } = record;
  const receives = Number(attributes.ApproximateReceiveCount);
  try {
    const attempt = await attemptEvent({ id: messageId, group: groupOf(record), body, receives }, ports);
    if (attempt.outcome === 'routed') return true;
    const isGivenUp = attempt.outcome === 'givenUp';
    log.error(`an event was ${isGivenUp ? 'given up' : 'not routed'}`, { messageId, reason: reasonOf(attempt.error) });
    return isGivenUp;
  } catch (error) {
    log.error('an event was not routed', { messageId, reason: reasonOf(error) });
    return false;
  }
};

export const handler = coldStart(ports => createHandler({ ...ports, ...connectRouting(ports) }));
