import type { WebhookStep } from '../../steps/webhook/step.ts';
import type { Channel } from '../channel.ts';

export const webhookChannel: Channel<WebhookStep> = {
  name: 'webhook',
  reach: { kind: 'destination', destination: ({ endpoint }) => endpoint },
  secrets: ['DAYMARK_DESTINATIONS'],
};
