import type { Connector } from '../../connector.ts';

export const salesforceConnector = {
  door: 'crm',
  customerAttribute: 'salesforceAccountId',
  // Salesforce relays its change events to EventBridge, where IAM controls access.
  auth: 'bus',
} as const satisfies Connector;
