import type { Scalar } from '../kernel/scalar.ts';
import { type ConnectorName, connectorNames, connectorOf } from './connector-of.ts';

/** A customer of any connector, `stripe:cus_1`: two of them may give the same id. */
export const customerOf = (connector: ConnectorName, id: string): string =>
  `${connector}:${connectorOf(connector).ids === undefined ? id : longId(id)}`;

/**
 * The form of 18 characters, which events have, of one of 15, which reports and links show. Of each five characters one letter
 * says which of them are capitals.
 * @see https://help.salesforce.com/s/articleView?id=000385585
 */
export const longId = (id: string): string => {
  if (!/^[A-Za-z0-9]{15}$/.test(id)) return id;
  const fives = [id.slice(0, 5), id.slice(5, 10), id.slice(10)];
  const capitals = (five: string) =>
    [...five].reduce((sum, each, place) => sum + (/[A-Z]/.test(each) ? 2 ** place : 0), 0);
  return id + fives.map(five => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345'[capitals(five)]).join('');
};

/** The customers that account attributes name. */
export const customersIn = (attributes: Readonly<Record<string, Scalar>>): string[] =>
  connectorNames.flatMap(name => {
    const id = attributes[connectorOf(name).customerAttribute];
    return typeof id === 'string' && id !== '' ? [customerOf(name, id)] : [];
  });

/** Under which it is stored: Stripe's customers were there first, and bear no name. */
export const storedCustomer = (customer: string): string => customer.replace(/^stripe:/, '');
