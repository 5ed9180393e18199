import type { WebhookStep } from '../../steps/webhook/step.ts';
import type { Channel } from '../channel.ts';
import { prepareWebhook } from './webhook.ts';

export const webhook: Channel<WebhookStep> = {
  name: 'webhook',
  reach: { kind: 'destination', destination: ({ endpoint }) => endpoint },
  prepare: prepareWebhook,
};
