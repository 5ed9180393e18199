import type { Connector } from './connector.ts';
import { connectors } from './connectors.ts';

/** Payment processors that webhooks are accepted from. */
export type Processor = keyof typeof connectors;

export const processors = Object.keys(connectors) as Processor[];

export const isProcessor = (name: string): name is Processor => Object.hasOwn(connectors, name);

export const connectorOf = (processor: Processor): Connector => connectors[processor];
