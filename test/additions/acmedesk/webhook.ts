import * as z from 'zod';
import type { ConnectorName } from '../../../engine/connectors/connector-of.ts';
import type { ConnectorWebhook } from '../../../engine/connectors/connector-webhook.ts';
import { supportEvent } from '../../../engine/connectors/support/support-event.ts';
import { firstProblem } from '../../../engine/ingest/first-problem.ts';

/** It signs its time, too, and knows teams. */
export const acmedeskWebhook: ConnectorWebhook = {
  signing: {
    header: 'Acmedesk-Mac',
    hash: 'sha256',
    encoding: 'hex',
    time: 'Acmedesk-Time',
    signed: ['time', 'url', 'body'],
    secretPrefix: 'ad_',
  },
  recorded: { is: body => body.acmedesk === 1, id: 'note', time: 'sent' },
  read: (said, { now }) => {
    const { data, error } = note.safeParse(said);
    if (error) throw firstProblem(error);
    const ticket = {
      id: data.note,
      what: 'created',
      occurredAt: data.sent,
      receivedAt: now,
      organization: data.team,
    } as const;
    return [supportEvent('acmedesk' as ConnectorName, ticket)];
  },
};

const note = z.object({ acmedesk: z.literal(1), note: z.string(), sent: z.iso.datetime(), team: z.string() });
