import type { Connector } from '../../connector.ts';

export const chargebeeConnector = {
  door: 'billing',
  customerAttribute: 'chargebeeCustomerId',
  // Chargebee does not sign requests: its webhook URL carries a user and a password.
  auth: 'basic',
  secrets: 'DAYMARK_CHARGEBEE_CREDENTIALS',
} as const satisfies Connector;
