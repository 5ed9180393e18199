import * as z from 'zod';
import { connectorNames, connectorOf } from '../../connectors/connector-of.ts';
import { webhooks } from '../../connectors/webhooks.ts';
import { RefusedRequest } from '../../kernel/refused-request.ts';
import type { PortsWith } from '../../ports/ports.ts';
import { firstProblem } from '../first-problem.ts';
import { sentCalls } from '../sent-calls.ts';
import { publishBilling } from './ingest-billing.ts';
import { publishConnectorEvents } from './ingest-connector.ts';
import { type IngestPorts, ingestUsage } from './ingest-usage.ts';
import { readConnectorEvents } from './read-webhook.ts';

export type PartnerPorts = IngestPorts & PortsWith<'crmCopies' | 'customers'>;

/**
 * Takes an event of EventBridge. Its detail is an event of the connector, if it comes from a connector's partner
 * source, else a `track` or `group` call, as its detail type says. There is no signature or key to check: IAM controls
 * which principals put events on a bus. `identify` is not accepted here, since its personal data would be stored in a
 * queue: it has to be posted.
 * @throws RefusedRequest
 */
export const ingestPartnerEvent = async (said: unknown, ports: PartnerPorts): Promise<void> => {
  const { data, error } = envelope.safeParse(said);
  if (error) throw firstProblem(error);
  const { source, detail, 'detail-type': type } = data;
  const connector = connectorNames.find(each => isFrom(source, webhooks[each].partnerSource));
  if (connector) {
    const events = await readConnectorEvents(connector, detail, ports);
    await (connectorOf(connector).door === 'billing'
      ? publishBilling(events, ports)
      : publishConnectorEvents(events, ports));
  } else if (!/^aws\./.test(source) && (type === 'track' || type === 'group')) {
    await ingestUsage(sentCalls(type, detail), ports);
  } else {
    throw new RefusedRequest(
      'unknown_event',
      `"${type}" of "${source}" is neither an event of ${partnerSources.join('…, ')}… nor a call: send track or group calls`,
    );
  }
};

const isFrom = (source: string, partner: string | undefined) => partner !== undefined && source.startsWith(partner);

const partnerSources = connectorNames.flatMap(each => webhooks[each].partnerSource ?? []);

const envelope = z.looseObject({
  source: z.string(),
  'detail-type': z.string(),
  detail: z.record(z.string(), z.unknown()),
});
