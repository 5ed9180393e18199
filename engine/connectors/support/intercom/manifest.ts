import type { Connector } from '../../connector.ts';

export const intercom = {
  door: 'support',
  customerAttribute: 'intercomCompanyId',
  auth: 'signature',
  secrets: 'DAYMARK_INTERCOM_SECRETS',
  // It asks whether the address is there before it saves it.
  isProbed: true,
} as const satisfies Connector;
