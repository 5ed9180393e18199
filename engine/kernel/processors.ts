import type { Scalar } from './scalar.ts';

export const processors = ['stripe', 'paddle', 'chargebee'] as const;
/** Payment processors that webhooks are accepted from. */
export type Processor = (typeof processors)[number];

/** The account attribute that names its customer at each processor. */
export const customerAttributes: Readonly<Record<Processor, string>> = {
  stripe: 'stripeCustomerId',
  paddle: 'paddleCustomerId',
  chargebee: 'chargebeeCustomerId',
};

/** A customer of any processor, `stripe:cus_1`: businesses choose the ids of Chargebee's customers themselves. */
export const customerOf = (processor: Processor, id: string): string => `${processor}:${id}`;

/** The customers that account attributes name. */
export const customersIn = (attributes: Readonly<Record<string, Scalar>>): string[] =>
  processors.flatMap(processor => {
    const id = attributes[customerAttributes[processor]];
    return typeof id === 'string' && id !== '' ? [customerOf(processor, id)] : [];
  });
