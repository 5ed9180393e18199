/** The manifest of each connector. Written by `npm run kinds`. */

export { chargebeeConnector as chargebee } from './billing/chargebee/manifest.ts';
export { paddleConnector as paddle } from './billing/paddle/manifest.ts';
export { stripeConnector as stripe } from './billing/stripe/manifest.ts';
export { hubspotConnector as hubspot } from './crm/hubspot/manifest.ts';
export { salesforceConnector as salesforce } from './crm/salesforce/manifest.ts';
export { genericConnector as generic } from './support/generic/manifest.ts';
export { intercomConnector as intercom } from './support/intercom/manifest.ts';
export { zendeskConnector as zendesk } from './support/zendesk/manifest.ts';
