import type { SeatChange } from '../account/account.ts';
import { latestSeats } from '../account/seats.ts';
import { immutable } from './immutable.ts';
import type { AccountRows } from './store.ts';

/** Stores a seat's change unless a newer one is stored: the latest event wins, in any order of arrival. */
export const keepSeat = (rows: AccountRows, seat: SeatChange): void => {
  const known = rows.seats.get(seat.user);
  rows.seats.set(seat.user, immutable(latestSeats(known ? [known, seat] : [seat])[0] ?? seat));
  rows.latestSeats = undefined;
};

/** `undefined` if no seat was ever reported. */
export const keptSeats = (rows: AccountRows): readonly SeatChange[] | undefined => {
  if (rows.seats.size === 0) return undefined;
  rows.latestSeats ??= Object.freeze(latestSeats([...rows.seats.values()]));
  return rows.latestSeats;
};
