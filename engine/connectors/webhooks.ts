import { chargebeeWebhook } from './billing/chargebee/webhook.ts';
import { paddleWebhook } from './billing/paddle/webhook.ts';
import { stripeWebhook } from './billing/stripe/webhook.ts';
import type { ConnectorName } from './connector-of.ts';
import type { ConnectorWebhook } from './connector-webhook.ts';
import { hubspotWebhook } from './crm/hubspot/webhook.ts';
import { salesforceWebhook } from './crm/salesforce/webhook.ts';
import { genericWebhook } from './support/generic/webhook.ts';
import { intercomWebhook } from './support/intercom/webhook.ts';
import { zendeskWebhook } from './support/zendesk/webhook.ts';

export const webhooks: Readonly<Record<ConnectorName, ConnectorWebhook>> = {
  stripe: stripeWebhook,
  paddle: paddleWebhook,
  chargebee: chargebeeWebhook,
  zendesk: zendeskWebhook,
  intercom: intercomWebhook,
  generic: genericWebhook,
  hubspot: hubspotWebhook,
  salesforce: salesforceWebhook,
};
