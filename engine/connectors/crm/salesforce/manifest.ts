import type { Connector } from '../../connector.ts';

export const salesforce = {
  door: 'crm',
  customerAttribute: 'salesforceAccountId',
  // It relays its change events to EventBridge: IAM says who may put them there.
  auth: 'bus',
} as const satisfies Connector;
