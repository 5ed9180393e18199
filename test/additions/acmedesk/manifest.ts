import type { Connector } from '../../../engine/connectors/connector.ts';

/** A help desk that is made up: this folder is all that there is of it. */
export const acmedesk = {
  door: 'support',
  customerAttribute: 'acmedeskTeamId',
  auth: 'signature',
  secrets: 'DAYMARK_ACMEDESK_SECRETS',
} as const satisfies Connector;
