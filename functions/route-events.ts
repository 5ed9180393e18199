import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { coldStart } from '../engine/adapters/aws/cold-start.ts';
import { connectControls, connectMachines, connectNotices, connectSwitches } from '../engine/adapters/aws/connect.ts';
import { log, reasonOf } from '../engine/adapters/aws/log.ts';
import { domainEvent } from '../engine/domain/event-schema.ts';
import type { PortsWith } from '../engine/services/ports.ts';
import { route } from '../engine/services/route/route.ts';

/**
 * A batch of the FIFO queue of events. After the first failure of a group the rest of the group is left for later, so that
 * an account's events stay in order.
 */
export const createHandler = (ports: PortsWith<'controls' | 'machines' | 'switches'>) =>
  middy<SQSEvent, SQSBatchResponse>().handler(async ({ Records }) => {
    const failed = new Set<string>();
    const batchItemFailures: SQSBatchResponse['batchItemFailures'] = [];
    for (const record of Records) {
      const group = record.attributes.MessageGroupId ?? record.messageId;
      if (!failed.has(group) && (await isRouted(record, ports))) continue;
      failed.add(group);
      batchItemFailures.push({ itemIdentifier: record.messageId });
    }
    return { batchItemFailures };
  });

const isRouted = async (
  { messageId, body }: SQSRecord,
  ports: PortsWith<'controls' | 'machines' | 'switches'>,
): Promise<boolean> => {
  try {
    await route(domainEvent.parse(JSON.parse(body)), ports);
    return true;
  } catch (error) {
    log.error('an event was not routed', { messageId, reason: reasonOf(error) });
    return false;
  }
};

export const handler = coldStart(ports =>
  createHandler({
    ...ports,
    controls: connectControls(ports),
    machines: connectMachines(ports.settings),
    notices: connectNotices(ports.settings),
    switches: connectSwitches(ports.settings),
  }),
);
