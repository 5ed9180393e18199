/** How the events of each connector are read. Written by `npm run kinds`. */

export { chargebeeWebhook as chargebee } from './billing/chargebee/webhook.ts';
export { paddleWebhook as paddle } from './billing/paddle/webhook.ts';
export { stripeWebhook as stripe } from './billing/stripe/webhook.ts';
export { hubspotWebhook as hubspot } from './crm/hubspot/webhook.ts';
export { salesforceWebhook as salesforce } from './crm/salesforce/webhook.ts';
export { genericWebhook as generic } from './support/generic/webhook.ts';
export { intercomWebhook as intercom } from './support/intercom/webhook.ts';
export { zendeskWebhook as zendesk } from './support/zendesk/webhook.ts';
