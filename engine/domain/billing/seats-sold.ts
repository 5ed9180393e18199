/** One thing that a subscription is for, by the ids that the processor has for it. */
export interface SoldItem {
  ids: readonly (string | undefined)[];
  /** Missing where it is not counted, as what is billed by its use. */
  quantity: number | undefined;
}

/**
 * Seats of a subscription: what is sold by the seat is what `prices` says. Nothing where it sells none of that; null where
 * nobody says which of several prices are seats.
 */
export const seatsSold = (
  items: readonly SoldItem[],
  prices: readonly string[] | undefined,
): number | null | undefined => {
  const counted = items.filter(({ quantity }) => quantity !== undefined);
  const seats = prices ? counted.filter(({ ids }) => ids.some(id => id !== undefined && prices.includes(id))) : counted;
  if (seats.length === 0) return undefined;
  if (!prices && new Set(seats.map(({ ids: [price] }) => price)).size > 1) return null;
  return seats.reduce((sum, { quantity = 0 }) => sum + quantity, 0);
};
