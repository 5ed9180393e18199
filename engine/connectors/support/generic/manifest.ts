import type { Connector } from '../../connector.ts';

/** Any help desk with configurable webhooks, or the business's own program. */
export const genericConnector = {
  door: 'support',
  customerAttribute: 'supportOrganizationId',
  auth: 'signature',
  secrets: 'DAYMARK_SUPPORT_SECRETS',
} as const satisfies Connector;
