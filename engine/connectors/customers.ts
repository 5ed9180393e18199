import type { Scalar } from '../kernel/scalar.ts';
import { type ConnectorName, connectorNames, connectorOf } from './connector-of.ts';

/** The id of a connector's customer with the connector's name, `stripe:cus_1`: two connectors may use the same id. */
export const customerOf = (connector: ConnectorName, id: string): string => `${connector}:${id}`;

/** The customers that account attributes name. */
export const customersIn = (attributes: Readonly<Record<string, Scalar>>): string[] =>
  connectorNames.flatMap(name => {
    const id = attributes[connectorOf(name).customerAttribute];
    return typeof id === 'string' && id !== '' ? [customerOf(name, id)] : [];
  });

/**
 * The key under which a customer is stored. Stripe's customers have no prefix: they are older than other connectors.
 */
export const storedCustomer = (customer: string): string => customer.replace(/^stripe:/, '');
