import type { Change } from '../account/change.ts';
import type { AccountRows, Store } from './store.ts';

/** The write of a change to one row. */
export interface RowWrite {
  /** Names the row within the account. */
  row: string;
  /** Replaces or deletes the row: a commit cannot also change a part of it. */
  isWhole?: true;
  /** The condition of the commit. */
  test?(): boolean;
  apply?(): void;
}

/** @param rows of the account that is changed */
export type ChangeWriter<Kind extends Change['kind']> = (
  change: Extract<Change, { kind: Kind }>,
  rows: AccountRows,
  store: Store,
) => RowWrite[];

export type ChangeWriters<Kind extends Change['kind']> = { [Each in Kind]: ChangeWriter<Each> };

/** The stored revision is the one that the new revision was made from. */
export const isMadeFrom = (revision: number, stored: { revision: number } | undefined): boolean =>
  revision <= 1 ? stored === undefined : stored?.revision === revision - 1;
