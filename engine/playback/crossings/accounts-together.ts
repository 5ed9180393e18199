import { mailboxOf } from '../../contacts/mail-address.ts';
import { accountIdsOf, quotedTexts, tagOf } from '../events-of-account.ts';
import type { RecordedEvent } from '../read-events.ts';
import { accountOf } from '../said-zones.ts';

/**
 * The accounts, with all that have a user, a customer or a mailbox in common with one of them, directly or through
 * others: what is recorded of one of these may concern another.
 */
export const accountsTogether = (
  events: readonly RecordedEvent[],
  accounts: ReadonlySet<string>,
): ReadonlySet<string> => {
  const accountsOf = new Map<string, Set<string>>();
  const namesOf = new Map<string, Set<string>>();
  const keep = (map: Map<string, Set<string>>, key: string, value: string) => {
    const known = map.get(key);
    if (known) known.add(value);
    else map.set(key, new Set([value]));
  };
  for (const event of events) {
    const account = accountOf(event);
    if (account === undefined) continue;
    for (const name of [...accountIdsOf(event), ...mailboxesIn(event)]) {
      keep(accountsOf, name, account);
      keep(namesOf, account, name);
    }
  }
  const together = new Set(accounts);
  // A set that grows is walked to its end.
  for (const account of together)
    for (const name of namesOf.get(account) ?? []) for (const other of accountsOf.get(name) ?? []) together.add(other);
  return together;
};

const mailboxesIn = ({ text }: RecordedEvent): string[] =>
  text.includes('@') ? [...quotedTexts(text)].filter(each => each.includes('@')).map(mailboxOf) : [];

/**
 * The events that may concern one of the accounts: those that name it, and those that name no account, unless all users
 * and customers in them are of others.
 */
export const eventsOfAccounts = (events: readonly RecordedEvent[], accounts: ReadonlySet<string>): RecordedEvent[] => {
  const [own, others] = [new Set<string>(), new Set<string>()];
  for (const event of events) {
    const account = accountOf(event);
    if (account === undefined) continue;
    const names = accounts.has(account) ? own : others;
    for (const name of [account, tagOf(account), ...accountIdsOf(event)]) names.add(name);
  }
  return events.filter(event => {
    const account = accountOf(event);
    if (account !== undefined) return accounts.has(account);
    const texts = quotedTexts(event.text);
    return texts.some(text => own.has(text)) || !texts.some(text => others.has(text));
  });
};
