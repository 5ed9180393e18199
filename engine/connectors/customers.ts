import type { Scalar } from '../kernel/scalar.ts';
import { connectorOf, type Processor, processors } from './processors.ts';

/** A customer of any processor, `stripe:cus_1`: two processors may give the same id. */
export const customerOf = (processor: Processor, id: string): string => `${processor}:${id}`;

/** The customers that account attributes name. */
export const customersIn = (attributes: Readonly<Record<string, Scalar>>): string[] =>
  processors.flatMap(processor => {
    const id = attributes[connectorOf(processor).customerAttribute];
    return typeof id === 'string' && id !== '' ? [customerOf(processor, id)] : [];
  });

/** Under which it is stored: Stripe's customers were there first, and bear no processor's name. */
export const storedCustomer = (customer: string): string => customer.replace(/^stripe:/, '');
