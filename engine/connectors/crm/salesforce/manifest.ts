import type { Connector } from '../../connector.ts';

export const salesforce = {
  door: 'crm',
  customerAttribute: 'salesforceAccountId',
  ids: '15-or-18',
  // It relays its change events to EventBridge: IAM says who may put them there.
  auth: 'bus',
} as const satisfies Connector;
