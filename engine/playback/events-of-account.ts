import { connectorNames, connectorOf } from '../connectors/connector-of.ts';
import { isObject } from '../kernel/is-object.ts';
import { idOrNothing, longestIds } from '../kernel/read-id.ts';
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

/** Returns a test whether a line of JSON contains the account's id or one of the other ids, also padded or a number. */
export const namesAnyOf = (account: string, ids: Iterable<string>): ((text: string) => boolean) => {
  const named = [...new Set([account, tagOf(account), ...ids])].map(id => {
    const written = JSON.stringify(id).slice(1, -1);
    return { written, isWhole: new RegExp(`${edge}${RegExp.escape(written)}${edge}`, 'u') };
  });
  return text => {
    const plain = plainJson(text);
    // Fast path: most lines contain none.
    return named.some(({ written, isWhole }) => plain.includes(written) && isWhole.test(plain));
  };
};

/** What ids are trimmed of, and what surrounds texts and numbers in JSON. */
const edge = String.raw`["\s:,[\]{}\u200b\u2060\u200e\u200f\u00ad]`;

/** JSON in which only quotes, backslashes and control characters are escaped, as some writers escape more. */
const plainJson = (text: string): string => (/\\[u/]/.test(text) ? JSON.stringify(JSON.parse(text)) : text);

/** Ids of users and of connectors' customers, from the events that name the account. */
export const accountIdsIn = (events: readonly RecordedEvent[], account: string): string[] => [
  ...new Set(events.filter(event => accountOf(event) === account).flatMap(accountIdsOf)),
];

/** Ids of users and of connectors' customers that an event names. */
export const accountIdsOf = ({ body }: RecordedEvent): string[] => {
  const traits = isObject(body.traits) ? body.traits : {};
  const customers = connectorNames.map(name => traits[connectorOf(name).customerAttribute]);
  return [
    ...[body.userId, body.anonymousId, body.previousId].flatMap(id => idOrNothing(id, longestIds.user) ?? []),
    ...customers.flatMap(id => idOrNothing(id, longestIds.customer) ?? []),
  ];
};

/** The account's id as tags of mails contain it. */
export const tagOf = (account: string): string => Buffer.from(account).toString('base64url');

/** The texts in quotes of a line of JSON. */
export const quotedTexts = (text: string): string[] =>
  (text.match(/"(?:[^"\\]|\\.)*"/g) ?? []).map(quoted => JSON.parse(quoted) as string);
