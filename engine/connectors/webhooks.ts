import * as all from './all-webhooks.ts';
import type { ConnectorName } from './connector-of.ts';
import type { ConnectorWebhook } from './connector-webhook.ts';

/** How each connector signs, and what its events mean: a connector without a webhook is a type error here. */
export const webhooks: Readonly<Record<ConnectorName, ConnectorWebhook>> = { ...all };
