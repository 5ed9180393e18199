import type { Connector } from '../../connector.ts';

export const zendeskConnector = {
  door: 'support',
  customerAttribute: 'zendeskOrganizationId',
  auth: 'signature',
  secrets: 'DAYMARK_ZENDESK_SECRETS',
} as const satisfies Connector;
