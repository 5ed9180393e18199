import type { Connector } from '../../connector.ts';

/** Any help desk whose webhooks can be written, or a program of one's own. */
export const generic = {
  door: 'support',
  customerAttribute: 'supportOrganizationId',
  auth: 'signature',
  secrets: 'DAYMARK_SUPPORT_SECRETS',
} as const satisfies Connector;
