import { chargebee } from './billing/chargebee/manifest.ts';
import { paddle } from './billing/paddle/manifest.ts';
import { stripe } from './billing/stripe/manifest.ts';
import type { Connector } from './connector.ts';
import { hubspot } from './crm/hubspot/manifest.ts';
import { salesforce } from './crm/salesforce/manifest.ts';
import { generic } from './support/generic/manifest.ts';
import { intercom } from './support/intercom/manifest.ts';
import { zendesk } from './support/zendesk/manifest.ts';

/** Every connector. Each also has a line in `webhooks.ts`. */
export const connectors = {
  stripe,
  paddle,
  chargebee,
  zendesk,
  intercom,
  generic,
  hubspot,
  salesforce,
} satisfies Readonly<Record<string, Connector>>;
