import type { DomainEvent } from '../account/event.ts';
import { customerOf } from '../connectors/customers.ts';
import type { Processor } from '../connectors/processors.ts';
import type { Instant } from '../kernel/instant.ts';
import { commonUnits, inCommonUnits, type MinorUnits } from '../kernel/minor-units.ts';
import type { Meaning } from './meaning.ts';

/** The customer that a processor's event is about, and the time of the state it reports. */
export interface ProcessorEvent {
  id: string;
  /** The account's id, if the business stored it with the customer or subscription. */
  account: string | undefined;
  customer: string | undefined;
  occurredAt: Instant;
  receivedAt: Instant;
}

/**
 * The catalog's events for a processor's event. Each has an id of its own, so that repeats are recognized. `units`: the
 * processor's currency units.
 */
export const billingEvents = (
  processor: Processor,
  { id, account, customer, occurredAt, receivedAt }: ProcessorEvent,
  meanings: readonly Meaning[],
  units: MinorUnits = commonUnits,
): DomainEvent[] =>
  meanings.map(({ name, fields }, index) => ({
    id: `${processor}:${id}${index === 0 ? '' : `#${name}`}`,
    source: processor,
    ...(account !== undefined && { account }),
    ...(customer !== undefined && { customer: customerOf(processor, customer) }),
    name,
    occurredAt,
    receivedAt,
    fields: inCommonMoney(fields, units),
  }));

const inCommonMoney = (fields: Meaning['fields'], units: MinorUnits): Meaning['fields'] => {
  const { amount, mrr, currency } = fields;
  if (typeof currency !== 'string') return fields;
  return {
    ...fields,
    ...(typeof amount === 'number' && { amount: inCommonUnits(amount, currency, units) }),
    ...(typeof mrr === 'number' && { mrr: inCommonUnits(mrr, currency, units) }),
  };
};
