import type { Scalar } from '../kernel/scalar.ts';
import { type ConnectorName, connectorNames, connectorOf } from './connector-of.ts';

/** A customer of any connector, `stripe:cus_1`: two of them may give the same id. */
export const customerOf = (connector: ConnectorName, id: string): string => `${connector}:${id}`;

/** The customers that account attributes name. */
export const customersIn = (attributes: Readonly<Record<string, Scalar>>): string[] =>
  connectorNames.flatMap(name => {
    const id = attributes[connectorOf(name).customerAttribute];
    return typeof id === 'string' && id !== '' ? [customerOf(name, id)] : [];
  });

/** Under which it is stored: Stripe's customers were there first, and bear no name. */
export const storedCustomer = (customer: string): string => customer.replace(/^stripe:/, '');
