import type { Connector } from '../../../engine/connectors/connector.ts';

/** A billing processor that is made up: this folder is all that there is of it. */
export const acmepay = {
  door: 'billing',
  customerAttribute: 'acmepayCustomerId',
  auth: 'signature',
  secrets: 'DAYMARK_ACMEPAY_SECRETS',
  mode: 'DAYMARK_ACMEPAY_MODE',
} as const satisfies Connector;
