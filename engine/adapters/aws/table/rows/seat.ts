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
 * The latest event time wins, in any order of arrival: an item has one entry per user, however often it is updated. Of
 * two updates at the same instant, the one that removes the seat sorts last and wins.
 */
export const keepSeatChange = async (table: Table, account: string, seat: SeatChange): Promise<void> => {
  await writeIf(table, seatWrite(account, seat));
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

/** `undefined` if no seat was ever reported. */
export const seatsOf = (items: readonly StoredItem[]): SeatChange[] | undefined =>
  items.length === 0 ? undefined : latestSeats(items.flatMap(changesIn));

const changesIn = (item: StoredItem): SeatChange[] =>
  Object.entries(item).flatMap(([name, value]) =>
    name.startsWith(userPrefix) && typeof value === 'string'
      ? [{ user: name.slice(userPrefix.length), at: value.slice(0, -1), assigned: value.endsWith('+') }]
      : [],
  );
