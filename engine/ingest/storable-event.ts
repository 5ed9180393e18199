import type { DomainEvent } from '../account/event.ts';
import { bytesOf, idOrNothing, longestIds, readId } from '../kernel/read-id.ts';
import { RefusedRequest } from '../kernel/refused-request.ts';
import type { Scalar } from '../kernel/scalar.ts';

/**
 * Makes a processor's event storable: ids fit into keys, and no text has a lone surrogate. An invalid account id is
 * left out: the processor's customer id resolves the account.
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

/** The longest URL that browsers and processors support. */
const longestField = 2048;

/** Checks the id after the prefix, which is the processor's name. */
const mustBeCustomer = (customer: string | undefined): void => {
  if (customer === undefined) return;
  const read = readId(customer.slice(customer.indexOf(':') + 1), longestIds.customer);
  if ('problem' in read)
    throw new RefusedRequest('invalid_request', `customer: ${read.problem}`, { field: 'customer' });
};
