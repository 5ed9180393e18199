import type { SeatWord } from '../../../../domain/account.ts';
import { latestSeats } from '../../../../domain/seats.ts';
import type { ItemWrite } from '../item-write.ts';
import { seatKey } from '../keys.ts';
import type { StoredItem } from '../stored-item.ts';

/** A word is a member of a set, as a mark of usage is, but never expires: seats are counted over all words ever. */
export const seatWrite = (account: string, { user, at, assigned }: SeatWord): ItemWrite => ({
  kind: 'update',
  key: seatKey(account, user),
  add: [{ attribute: 'words', members: [`${at}|${assigned ? '+' : '-'}|${user}`] }],
});

/** Nothing where nothing was ever said. */
export const seatsOf = (items: readonly StoredItem[]): SeatWord[] | undefined =>
  items.length === 0
    ? undefined
    : latestSeats(items.flatMap(({ words }) => [...(words as Set<string>)].map(parseWord)));

const parseWord = (text: string): SeatWord => {
  const [at = '', sign, ...user] = text.split('|');
  return { user: user.join('|'), at, assigned: sign === '+' };
};
