import { callLine } from '../../archive/call-line.ts';
import { eventLine } from '../../archive/event-line.ts';
import { mailLine } from '../../archive/mail-line.ts';
import { isConnector } from '../../connectors/connector-of.ts';
import { webhooks } from '../../connectors/webhooks.ts';
import type { CatalogData } from '../../definition/catalog.ts';
import { readMailEvent } from '../../feedback/read-mail-event.ts';
import { segmentCall } from '../../ingest/segment-call.ts';
import { usableCall } from '../../ingest/usable-call.ts';
import { RefusedRequest } from '../../kernel/refused-request.ts';
import type { RecordedEvent } from '../read-events.ts';

/** A play's events as a deployment would archive them: in order of arrival, without personal data or refused events. */
export const eventsOfPlay = (events: readonly RecordedEvent[], catalog: CatalogData, secret: string): string[] =>
  events.flatMap(event => linesOf(event, catalog, secret));

const linesOf = ({ kind, body, at, text }: RecordedEvent, catalog: CatalogData, secret: string): string[] => {
  try {
    if (isConnector(kind)) {
      const read = webhooks[kind].read(body, { mode: 'any', now: at, prices: catalog.seats?.prices });
      return read.flatMap(({ person: _, comment: __, leftOut: ___, ...event }) => eventLine(event) ?? []);
    }
    const sent = 'messageId' in body ? segmentCall(body) : undefined;
    if (sent && 'call' in sent)
      return [callLine(usableCall(sent.call, catalog).call, { receivedAt: at, catalog, secret })];
    if (sent) return [];
    const mail = 'mail' in body ? readMailEvent(body) : undefined;
    if (typeof mail === 'object') return [mailLine(mail, { receivedAt: at, secret }) ?? []].flat();
    return 'mail' in body ? [] : [JSON.stringify({ ...(JSON.parse(text) as object), receivedAt: at })];
  } catch (error) {
    if (error instanceof RefusedRequest) return [];
    throw error;
  }
};
