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
): ReadonlySet<string> => joined(namesIn(events), accounts);

/** All accounts that events name. */
export const accountsIn = (events: readonly RecordedEvent[]): ReadonlySet<string> =>
  new Set(events.flatMap(event => accountOf(event) ?? []));

/** Splits accounts into `parts` of about as many events each. Accounts with something in common stay together. */
export const splitAccounts = (
  events: readonly RecordedEvent[],
  accounts: ReadonlySet<string>,
  parts: number,
): ReadonlySet<string>[] => {
  const names = namesIn(events);
  const groups: { accounts: ReadonlySet<string>; events: number }[] = [];
  const left = new Set(accounts);
  for (const account of left) {
    const group = new Set([...joined(names, new Set([account]))].filter(each => left.delete(each)));
    groups.push({ accounts: group, events: [...group].reduce((sum, each) => sum + (names.events.get(each) ?? 0), 0) });
  }
  const split = Array.from({ length: parts }, () => ({ accounts: new Set<string>(), events: 0 }));
  for (const group of groups.sort((a, b) => b.events - a.events)) {
    const least = split.reduce((a, b) => (b.events < a.events ? b : a));
    for (const account of group.accounts) least.accounts.add(account);
    least.events += group.events;
  }
  return split.flatMap(({ accounts: part }) => (part.size > 0 ? [part] : []));
};

/** Of the accounts of events: what they are called by, and how many events are theirs. */
interface Names {
  accountsOf: ReadonlyMap<string, ReadonlySet<string>>;
  namesOf: ReadonlyMap<string, ReadonlySet<string>>;
  events: ReadonlyMap<string, number>;
}

const namesIn = (events: readonly RecordedEvent[]): Names => {
  const accountsOf = new Map<string, Set<string>>();
  const namesOf = new Map<string, Set<string>>();
  const own = new Map<string, number>();
  const keep = (map: Map<string, Set<string>>, key: string, value: string) => {
    const known = map.get(key);
    if (known) known.add(value);
    else map.set(key, new Set([value]));
  };
  for (const event of events) {
    const account = accountOf(event);
    if (account === undefined) continue;
    own.set(account, (own.get(account) ?? 0) + 1);
    for (const name of [...accountIdsOf(event), ...mailboxesIn(event)]) {
      keep(accountsOf, name, account);
      keep(namesOf, account, name);
    }
  }
  return { accountsOf, namesOf, events: own };
};

const joined = ({ accountsOf, namesOf }: Names, accounts: ReadonlySet<string>): ReadonlySet<string> => {
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
