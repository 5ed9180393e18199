import { type ConnectorName, connectorsAt } from './connector-of.ts';
import type { connectors } from './connectors.ts';

/** Payment processors that webhooks are accepted from. */
export type Processor = {
  [Name in ConnectorName]: (typeof connectors)[Name]['door'] extends 'billing' ? Name : never;
}[ConnectorName];

export const processors = connectorsAt('billing') as Processor[];
