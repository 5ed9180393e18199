import { connectorNames, connectorOf } from '../connectors/connector-of.ts';
import { isObject } from '../kernel/is-object.ts';
import type { RecordedEvent } from './read-events.ts';
import { accountOf } from './said-zones.ts';

/**
 * The events that may concern the account: those that name it, and those that name no account, but a user or a customer of its.
 * One too many does no harm.
 */
export const eventsOfAccount = (events: readonly RecordedEvent[], account: string): RecordedEvent[] => {
  const named = events.map(event => ({ event, of: accountOf(event) }));
  const own = named.flatMap(({ event, of }) => (of === account ? [event] : []));
  // The tags of a mail hold it encoded.
  const tag = Buffer.from(account).toString('base64url');
  const ids = new Set([account, tag, ...own.flatMap(idsIn)].map(id => JSON.stringify(id)));
  const isNamed = ({ text }: RecordedEvent) => [...ids].some(id => text.includes(id));
  return named.flatMap(({ event, of }) => (of === account || (of === undefined && isNamed(event)) ? [event] : []));
};

/** Ids of people and of connectors' customers. */
const idsIn = ({ body }: RecordedEvent): string[] => {
  const traits = isObject(body.traits) ? body.traits : {};
  const customers = connectorNames.map(name => traits[connectorOf(name).customerAttribute]);
  return [body.userId, body.anonymousId, body.previousId, ...customers].filter(id => typeof id === 'string');
};
