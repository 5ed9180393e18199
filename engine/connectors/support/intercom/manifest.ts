import type { Connector } from '../../connector.ts';

export const intercomConnector = {
  door: 'support',
  customerAttribute: 'intercomCompanyId',
  auth: 'signature',
  secrets: 'DAYMARK_INTERCOM_SECRETS',
  // Intercom checks the URL before it saves it.
  isProbed: true,
} as const satisfies Connector;
