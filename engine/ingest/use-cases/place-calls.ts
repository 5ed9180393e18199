import type { Directory } from '../../ports/directory.ts';
import type { UsableCall } from '../usable-call.ts';
import type { PlacedCall } from './apply-call.ts';

/** Identities from the calls of a request. */
export interface Acquaintances {
  /** Accounts by user. */
  accounts: ReadonlyMap<string, ReadonlySet<string>>;
  /** Users by visitor. */
  users: ReadonlyMap<string, ReadonlySet<string>>;
}

/** The account of a call, or the owner it must wait for, and why. */
export type CallPlacement =
  | { call: PlacedCall }
  | { waitsFor: { user: string } | { visitor: string }; because: 'unknown' | 'several accounts' };

/** A user belongs to every account that a call names with them; an `identify` or `alias` names a visitor's user. */
export const acquaintancesIn = (calls: readonly UsableCall[]): Acquaintances => {
  const accounts = new Map<string, Set<string>>();
  const users = new Map<string, Set<string>>();
  for (const { type, account, user, visitor } of calls) {
    if (user !== undefined && account !== undefined) add(accounts, user, account);
    if (user !== undefined && visitor !== undefined && (type === 'identify' || type === 'alias'))
      add(users, visitor, user);
  }
  return { accounts, users };
};

/**
 * Resolves the account of a call. A call with only a user is for that user's account if they have exactly one; a user of several
 * must name it. A call with only a visitor is for the user that the visitor became.
 */
export const placeCall = async (
  call: Exclude<UsableCall, { type: 'alias' }>,
  said: Acquaintances,
  directory: Asked,
): Promise<CallPlacement> => {
  const { account, visitor } = call;
  // Usage counts for the account that the call names, even without a user.
  if (account !== undefined && call.type !== 'identify') return { call: { ...call, account } as PlacedCall };
  const user = call.user ?? (visitor === undefined ? undefined : await userOf(visitor, said, directory));
  if (user === undefined) return { waitsFor: { visitor: visitor ?? '' }, because: 'unknown' };
  if (account !== undefined) return { call: { ...call, account, user } as PlacedCall };
  const found = await accountsOf(user, said, directory);
  const [only] = found;
  if (found.size === 1 && only !== undefined) return { call: { ...call, account: only, user } as PlacedCall };
  return { waitsFor: { user }, because: found.size === 0 ? 'unknown' : 'several accounts' };
};

/** Looks up each user and visitor of a request once. */
export const memoizedLookups = ({ accountsOf, usersOf }: Asked): Asked => {
  const once = (ask: (id: string) => Promise<string[]>) => {
    const answers = new Map<string, Promise<string[]>>();
    return (id: string): Promise<string[]> => {
      const answer = answers.get(id) ?? ask(id);
      answers.set(id, answer);
      return answer;
    };
  };
  return { accountsOf: once(accountsOf), usersOf: once(usersOf) };
};

type Asked = Pick<Directory, 'accountsOf' | 'usersOf'>;

const userOf = async (visitor: string, { users }: Acquaintances, directory: Asked): Promise<string | undefined> => {
  const found = new Set([...(users.get(visitor) ?? []), ...(await directory.usersOf(visitor))]);
  return found.size === 1 ? [...found][0] : undefined;
};

const accountsOf = async (user: string, { accounts }: Acquaintances, directory: Asked): Promise<Set<string>> => {
  const said = accounts.get(user) ?? [];
  return new Set([...said, ...(await directory.accountsOf(user))]);
};

const add = (to: Map<string, Set<string>>, key: string, value: string): void => {
  to.set(key, (to.get(key) ?? new Set()).add(value));
};
