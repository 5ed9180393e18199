import type { Connector } from '../../connector.ts';

export const chargebee = {
  door: 'billing',
  customerAttribute: 'chargebeeCustomerId',
  // It signs nothing: the URL that it is given carries a user and a password.
  auth: 'basic',
  secrets: 'DAYMARK_CHARGEBEE_CREDENTIALS',
} as const satisfies Connector;
