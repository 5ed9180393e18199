import { chargebee } from './billing/chargebee/manifest.ts';
import { paddle } from './billing/paddle/manifest.ts';
import { stripe } from './billing/stripe/manifest.ts';
import type { Connector } from './connector.ts';
import { generic } from './support/generic/manifest.ts';
import { intercom } from './support/intercom/manifest.ts';
import { zendesk } from './support/zendesk/manifest.ts';

/** Every connector. Each has a line in `webhooks.ts`, too. */
export const connectors = { stripe, paddle, chargebee, zendesk, intercom, generic } satisfies Readonly<
  Record<string, Connector>
>;
