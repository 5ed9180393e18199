import type { ConnectorName } from '../../connectors/connector-of.ts';
import type { ConnectorEvent } from '../../connectors/connector-webhook.ts';
import { verifyRequest } from '../../connectors/verify-request.ts';
import { webhooks } from '../../connectors/webhooks.ts';
import { ownMember } from '../../kernel/own-member.ts';
import { RefusedRequest } from '../../kernel/refused-request.ts';
import type { Ports } from '../../ports/ports.ts';
import { mustHaveExactIds } from '../exact-ids.ts';
import type { WebhookRequest } from '../webhook-request.ts';

/** Verifies a request of the connector and reads its events. @throws RefusedRequest */
export const readWebhook = async (
  connector: ConnectorName,
  request: WebhookRequest,
  ports: Ports,
): Promise<ConnectorEvent[]> => {
  const { settings, clock } = ports;
  verifyRequest(webhooks[connector], request, settings.connectors[connector].secrets, clock.now());
  return readConnectorEvents(connector, json(request.body), ports);
};

/** The catalog events that an event of the connector stands for. @throws RefusedRequest */
export const readConnectorEvents = async (
  connector: ConnectorName,
  said: unknown,
  ports: Ports,
): Promise<ConnectorEvent[]> => {
  const { seats, crm, dateAttributes } = await ports.build.catalog();
  const { mode } = ports.settings.connectors[connector];
  const mapping = crm && ownMember(crm, connector);
  const context = { mode, now: ports.clock.now(), prices: seats?.prices, mapping, dates: dateAttributes };
  mustHaveExactIds(said);
  return webhooks[connector].read(said, context);
};

const json = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new RefusedRequest('invalid_json', 'The body is not JSON.');
  }
};
