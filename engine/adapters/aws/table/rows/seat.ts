import type { SeatWord } from '../../../../domain/account.ts';
import { latestSeats } from '../../../../domain/seats.ts';
import { seatKey } from '../keys.ts';
import type { StoredItem } from '../stored-item.ts';
import type { Table } from '../table.ts';
import { writeIf } from '../write-if.ts';

/** Before the name of a user, of whom the item keeps the last word. */
const userPrefix = 'u ';

/**
 * Keeps a word on a user's seat unless a newer one is known, in whatever order they come: an item has one word a user, however
 * often it is said. Of two words of the same instant the one that takes the seat away sorts behind, and counts.
 */
export const keepSeatWord = async (table: Table, account: string, { user, at, assigned }: SeatWord): Promise<void> => {
  const [attribute, value] = [userPrefix + user, `${at}${assigned ? '+' : '-'}`];
  await writeIf(table, {
    kind: 'update',
    key: seatKey(account, user),
    set: [{ path: [attribute], value }],
    tests: [{ kind: 'isMissingOrBelow', attribute, value }],
  });
};

/** Nothing where nothing was ever said. */
export const seatsOf = (items: readonly StoredItem[]): SeatWord[] | undefined =>
  items.length === 0 ? undefined : latestSeats(items.flatMap(wordsOf));

const wordsOf = (item: StoredItem): SeatWord[] =>
  Object.entries(item).flatMap(([name, said]) =>
    name.startsWith(userPrefix) && typeof said === 'string'
      ? [{ user: name.slice(userPrefix.length), at: said.slice(0, -1), assigned: said.endsWith('+') }]
      : [],
  );
