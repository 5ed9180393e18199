import type { Directory } from '../../ports/directory.ts';
import type { UsableCall } from '../usable-call.ts';
import type { PlacedCall } from './apply-call.ts';

/** Links between ids that the calls of a request state. */
export interface MentionedIds {
  /** Accounts by user. */
  accounts: ReadonlyMap<string, ReadonlySet<string>>;
  /** Users by visitor. */
  users: ReadonlyMap<string, ReadonlySet<string>>;
}

/** The account of a call, or the owner it must wait for, and why. */
export type CallPlacement =
  | { call: PlacedCall }
  | { waitsFor: { user: string } | { visitor: string }; because: 'unknown' | 'several accounts' };

/**
 * Collects the links: a user belongs to every account named in the same call; an `identify` or `alias` names a
 * visitor's user.
 */
export const idsIn = (calls: readonly UsableCall[]): MentionedIds => {
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
 * Resolves the account of a call. A call with only a user belongs to that user's account if there is exactly one. A
 * call with only a visitor belongs to the user that the visitor became.
 */
export const placeCall = async (
  call: Exclude<UsableCall, { type: 'alias' }>,
  said: MentionedIds,
  directory: Lookups,
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
export const memoizedLookups = ({ accountsOf, usersOf }: Lookups): Lookups => {
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

type Lookups = Pick<Directory, 'accountsOf' | 'usersOf'>;

const userOf = async (visitor: string, { users }: MentionedIds, directory: Lookups): Promise<string | undefined> => {
  const found = new Set([...(users.get(visitor) ?? []), ...(await directory.usersOf(visitor))]);
  return found.size === 1 ? [...found][0] : undefined;
};

const accountsOf = async (user: string, { accounts }: MentionedIds, directory: Lookups): Promise<Set<string>> => {
  const said = accounts.get(user) ?? [];
  return new Set([...said, ...(await directory.accountsOf(user))]);
};

const add = (to: Map<string, Set<string>>, key: string, value: string): void => {
  to.set(key, (to.get(key) ?? new Set()).add(value));
};
