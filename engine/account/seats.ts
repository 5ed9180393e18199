import type { CatalogData } from '../definition/catalog.ts';
import type { SeatChange } from './account.ts';
import type { Change } from './change.ts';
import type { DomainEvent } from './event.ts';
import { removalEvent } from './former-contact.ts';

/** The latest change of each user, ordered by user; independent of the order of arrival and of repeats. */
export const latestSeats = (words: readonly SeatChange[]): SeatChange[] => {
  const latest = new Map<string, SeatChange>();
  for (const word of words) {
    const known = latest.get(word.user);
    if (!known || word.at > known.at || (word.at === known.at && !word.assigned)) latest.set(word.user, word);
  }
  return [...latest.values()].sort((a, b) => (a.user < b.user ? -1 : 1));
};

/**
 * The seat update of an event; `undefined` if it is not a seat event, or names no user. A user who leaves the account
 * always gives up the seat, even if the catalog names another event for that.
 */
export const seatChange = (
  { name, user, occurredAt }: DomainEvent,
  seats: CatalogData['seats'],
): SeatChange | undefined =>
  seats === undefined || !user || ![seats.assigned, seats.revoked, removalEvent].includes(name)
    ? undefined
    : { user, at: occurredAt, assigned: name === seats.assigned };

/** The change to a seat that an event makes, written beside its mark. */
export const seatChanges = (event: DomainEvent, seats: CatalogData['seats']): Change[] => {
  const word = seatChange(event, seats);
  return word ? [{ kind: 'seat', word }] : [];
};

/** The seats after an event. */
export const seatsAfter = (
  known: readonly SeatChange[] | undefined,
  event: DomainEvent,
  seats: CatalogData['seats'],
): { seats?: readonly SeatChange[] } => {
  const word = seatChange(event, seats);
  if (word) return { seats: latestSeats([...(known ?? []), word]) };
  return known ? { seats: known } : {};
};
