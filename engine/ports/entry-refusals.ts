import type { EntryRefusal } from '../account/entry-refusal.ts';

/** Why accounts were not let into journeys: of each account and journey the latest, for 400 days. */
export interface EntryRefusals {
  /** A process keeps what one rule says of an account and a journey once a day (UTC): many events may be refused alike. */
  keep(refusal: EntryRefusal): Promise<void>;
  /** In order of journeys. Strongly consistent. */
  of(account: string): Promise<EntryRefusal[]>;
}

/** Whether a process has not kept the like that day, which is then noted. Forgets all, now and then. */
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
