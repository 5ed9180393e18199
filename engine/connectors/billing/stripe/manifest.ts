import type { Connector } from '../../connector.ts';

export const stripeConnector = {
  door: 'billing',
  customerAttribute: 'stripeCustomerId',
  auth: 'signature',
  secrets: 'DAYMARK_STRIPE_SECRETS',
  mode: 'DAYMARK_STRIPE_MODE',
} as const satisfies Connector;
