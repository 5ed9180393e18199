import type { SeatChange } from '../account/account.ts';
import { latestSeats } from '../account/seats.ts';
import { immutable } from './immutable.ts';
import type { AccountRows } from './store.ts';

/** Unless a newer update is kept: the last writer wins by the time of the event, in any order of arrival. */
export const keepSeat = (rows: AccountRows, word: SeatChange): void => {
  const known = rows.seats.get(word.user);
  rows.seats.set(word.user, immutable(latestSeats(known ? [known, word] : [word])[0] ?? word));
  rows.latestSeats = undefined;
};

/** Nothing where nothing was ever said. */
export const keptSeats = (rows: AccountRows): readonly SeatChange[] | undefined => {
  if (rows.seats.size === 0) return undefined;
  rows.latestSeats ??= Object.freeze(latestSeats([...rows.seats.values()]));
  return rows.latestSeats;
};
