import type { SeatChange } from '../../../../account/account.ts';
import { latestSeats } from '../../../../account/seats.ts';
import type { LoneWrite } from '../item-write.ts';
import { seatKey } from '../keys.ts';
import type { StoredItem } from '../stored-item.ts';
import type { Table } from '../table.ts';
import { writeIf } from '../write-items.ts';

/** Prefix of a user id; the attribute holds the user's latest update. */
const userPrefix = 'u ';

/**
 * Last writer wins by event time, in any order of arrival: an item has one entry per user, however often it is updated. Of two
 * updates at the same instant the one that removes the seat sorts last, and counts.
 */
export const keepSeatChange = async (table: Table, account: string, word: SeatChange): Promise<void> => {
  await writeIf(table, seatWrite(account, word));
};

export const seatWrite = (account: string, { user, at, assigned }: SeatChange): LoneWrite => {
  const [attribute, value] = [userPrefix + user, `${at}${assigned ? '+' : '-'}`];
  return {
    kind: 'update',
    key: seatKey(account, user),
    set: [{ path: [attribute], value }],
    tests: [{ kind: 'isMissingOrBelow', attribute, value }],
  };
};

/** Nothing where nothing was ever said. */
export const seatsOf = (items: readonly StoredItem[]): SeatChange[] | undefined =>
  items.length === 0 ? undefined : latestSeats(items.flatMap(wordsOf));

const wordsOf = (item: StoredItem): SeatChange[] =>
  Object.entries(item).flatMap(([name, said]) =>
    name.startsWith(userPrefix) && typeof said === 'string'
      ? [{ user: name.slice(userPrefix.length), at: said.slice(0, -1), assigned: said.endsWith('+') }]
      : [],
  );
