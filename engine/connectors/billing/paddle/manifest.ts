import type { Connector } from '../../connector.ts';

export const paddleConnector = {
  door: 'billing',
  customerAttribute: 'paddleCustomerId',
  auth: 'signature',
  secrets: 'DAYMARK_PADDLE_SECRETS',
} as const satisfies Connector;
