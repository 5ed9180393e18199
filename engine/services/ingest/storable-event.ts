import type { Scalar } from '../../domain/condition.ts';
import type { DomainEvent } from '../../domain/event.ts';
import { bytesOf, idOrNothing, longestIds, readId } from '../../domain/said-id.ts';
import { RefusedRequest } from './refused-request.ts';

/**
 * A processor's event as it can be stored: every id that becomes part of a key is short enough, and no text holds half of a
 * character. An account's id that can be none is left out: the processor's customer tells whose the event is.
 * @throws RefusedRequest
 */
export const storableEvent = ({ account: said, fields, ...event }: DomainEvent): DomainEvent => {
  const account = idOrNothing(said, longestIds.account);
  mustBeCustomer(event.customer);
  return {
    ...event,
    ...(account !== undefined && { account }),
    fields: Object.fromEntries(
      Object.entries(fields).flatMap(([name, value]) => {
        const kept = storableValue(value);
        return kept === undefined ? [] : [[name, kept] as const];
      }),
    ),
  };
};

const storableValue = (value: Scalar): Scalar | undefined => {
  if (typeof value === 'number') return Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value : undefined;
  if (typeof value !== 'string') return value;
  return bytesOf(value) > longestField ? undefined : value.toWellFormed();
};

/** The longest URL that browsers and processors agree on. */
const longestField = 2048;

/** Without the processor's name, which stands before it. */
const mustBeCustomer = (customer: string | undefined): void => {
  if (customer === undefined) return;
  const read = readId(customer.slice(customer.indexOf(':') + 1), longestIds.customer);
  if ('problem' in read)
    throw new RefusedRequest('invalid_request', `customer: ${read.problem}`, { field: 'customer' });
};
