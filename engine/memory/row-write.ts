import type { Change } from '../account/change.ts';
import type { AccountRows, Store } from './store.ts';

/** The write of a change to one row. */
export interface RowWrite {
  /** Name of the row, unique among the account's rows and those that accounts share. */
  row: string;
  /** Replaces or deletes the row: a commit cannot also change a part of it. */
  isWhole?: true;
  /** Condition that must hold for the commit. */
  test?(): boolean;
  apply?(): void;
}

/** @param rows rows of the account that is changed */
export type ChangeWriter<Kind extends Change['kind']> = (
  change: Extract<Change, { kind: Kind }>,
  rows: AccountRows,
  store: Store,
) => RowWrite[];

export type ChangeWriters<Kind extends Change['kind']> = { [Each in Kind]: ChangeWriter<Each> };

/** Whether the stored row is the revision that the new one was made from. */
export const isMadeFrom = (revision: number, stored: { revision: number } | undefined): boolean =>
  revision <= 1 ? stored === undefined : stored?.revision === revision - 1;
