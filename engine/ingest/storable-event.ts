import type { DomainEvent } from '../account/event.ts';
import { bytesOf, idOrNothing, longestIds, readId } from '../kernel/read-id.ts';
import { RefusedRequest } from '../kernel/refused-request.ts';
import type { Scalar } from '../kernel/scalar.ts';

/**
 * Makes a connector's event storable: ids fit into keys, and no text has a lone surrogate. An invalid account id is
 * left out: the connector's customer id resolves the account. `idFields`: fields whose values become parts of keys.
 * @throws RefusedRequest
 */
export const storableEvent = (
  { account: said, fields, ...event }: DomainEvent,
  idFields: readonly string[] = [],
): DomainEvent => {
  const account = idOrNothing(said, longestIds.account);
  if (event.customer !== undefined) mustBeId('customer', event.customer.slice(event.customer.indexOf(':') + 1));
  for (const field of idFields) if (fields[field]) mustBeId(field, fields[field]);
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

/** Ids of a processor's objects, under which their latest state is stored. */
export const billedObjects = ['subscription', 'invoice', 'payment'];

const mustBeId = (field: string, value: unknown): void => {
  const read = readId(value, longestIds.customer);
  if ('problem' in read) throw new RefusedRequest('invalid_request', `${field}: ${read.problem}`, { field });
};
