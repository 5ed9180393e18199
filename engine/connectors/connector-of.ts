import type { Connector, Door } from './connector.ts';
import { connectors } from './connectors.ts';

export type ConnectorName = keyof typeof connectors;

export const connectorNames = Object.keys(connectors) as ConnectorName[];

export const isConnector = (name: string): name is ConnectorName => Object.hasOwn(connectors, name);

export const connectorOf = (name: ConnectorName): Connector => connectors[name];

/** Connectors whose events arrive at these doors. */
export const connectorsAt = (...doors: readonly Door[]): ConnectorName[] =>
  connectorNames.filter(name => doors.includes(connectorOf(name).door));
