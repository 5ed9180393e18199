import { chargebee } from './billing/chargebee/manifest.ts';
import { paddle } from './billing/paddle/manifest.ts';
import { stripe } from './billing/stripe/manifest.ts';
import type { Connector } from './connector.ts';

/** Every billing processor. Each has a line in `webhooks.ts`, too. */
export const connectors = { stripe, paddle, chargebee } satisfies Readonly<Record<string, Connector>>;
