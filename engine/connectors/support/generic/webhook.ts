import type { ConnectorWebhook } from '../../connector-webhook.ts';
import { supportEvent } from '../support-event.ts';
import { isTicketCall, readTicketCall } from '../ticket-call.ts';

export const genericWebhook: ConnectorWebhook = {
  /** The scheme of Daymark's own posts. */
  signing: {
    header: 'Daymark-Signature',
    separator: ',',
    time: 't',
    signature: 'v1',
    joint: '.',
    secretPrefix: '',
  },
  recorded: { is: isTicketCall, id: 'id', time: 'at' },
  read: (said, { now }) => [supportEvent('generic', readTicketCall(said, now))],
};
