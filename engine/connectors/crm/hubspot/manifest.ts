import type { Connector } from '../../connector.ts';

export const hubspotConnector = {
  door: 'crm',
  customerAttribute: 'hubspotCompanyId',
  auth: 'signature',
  secrets: 'DAYMARK_HUBSPOT_SECRETS',
} as const satisfies Connector;
