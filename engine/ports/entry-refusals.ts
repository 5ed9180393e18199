import type { EntryRefusal } from '../account/entry-refusal.ts';

/** Why journeys refused accounts: the latest reason per account and journey, stored for 400 days. */
export interface EntryRefusals {
  /**
   * Stores a refusal. A process does so once per UTC day for the same rule, account and journey, because many events
   * repeat it.
   */
  keep(refusal: EntryRefusal): Promise<void>;
  /** An account's refusals, ordered by journey. Strongly consistent. */
  of(account: string): Promise<EntryRefusal[]>;
}

/** Returns whether a refusal is new to this process on its day, and remembers it; the memory is cleared when full. */
export const newOnceADay = (most = 10_000): ((refusal: EntryRefusal) => boolean) => {
  const kept = new Set<string>();
  return ({ account, journey, gate, at }) => {
    const name = JSON.stringify([account, journey, gate, at.slice(0, 10)]);
    if (kept.has(name)) return false;
    if (kept.size >= most) kept.clear();
    kept.add(name);
    return true;
  };
};
