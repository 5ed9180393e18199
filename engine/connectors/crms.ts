import type { ConnectorName } from './connector-of.ts';
import type { connectors } from './connectors.ts';

/** CRMs among the connectors. */
export type CrmName = {
  [Name in ConnectorName]: (typeof connectors)[Name]['door'] extends 'crm' ? Name : never;
}[ConnectorName];
