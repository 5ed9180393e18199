import { connectorNames, connectorOf } from '../connectors/connector-of.ts';
import { isObject } from '../kernel/is-object.ts';
import type { RecordedEvent } from './read-events.ts';
import { accountOf } from './said-zones.ts';

/**
 * The events that may concern the account: those that name it, and those that name no account but one of its users or
 * customers. Extra events do no harm.
 */
export const eventsOfAccount = (events: readonly RecordedEvent[], account: string): RecordedEvent[] => {
  const isNamed = namesAnyOf(account, accountIdsIn(events, account));
  return events.filter(event => {
    const of = accountOf(event);
    return of === account || (of === undefined && isNamed(event.text));
  });
};

/** Returns a test whether a line contains the account's id or one of the other ids. */
export const namesAnyOf = (account: string, ids: Iterable<string>): ((text: string) => boolean) => {
  const quoted = [...new Set([account, tagOf(account), ...ids])].map(id => JSON.stringify(id));
  return text => quoted.some(id => text.includes(id));
};

/** Ids of users and of connectors' customers, from the events that name the account. */
export const accountIdsIn = (events: readonly RecordedEvent[], account: string): string[] => [
  ...new Set(events.filter(event => accountOf(event) === account).flatMap(accountIdsOf)),
];

/** Ids of users and of connectors' customers that an event names. */
export const accountIdsOf = ({ body }: RecordedEvent): string[] => {
  const traits = isObject(body.traits) ? body.traits : {};
  const customers = connectorNames.map(name => traits[connectorOf(name).customerAttribute]);
  return [body.userId, body.anonymousId, body.previousId, ...customers].filter(id => typeof id === 'string');
};

/** The account's id as tags of mails contain it. */
export const tagOf = (account: string): string => Buffer.from(account).toString('base64url');

/** The texts in quotes of a line of JSON. */
export const quotedTexts = (text: string): string[] =>
  (text.match(/"(?:[^"\\]|\\.)*"/g) ?? []).map(quoted => JSON.parse(quoted) as string);
