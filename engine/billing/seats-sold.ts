/** One item of a subscription, by the processor's ids. */
export interface SoldItem {
  ids: readonly (string | undefined)[];
  /** Absent for prices without a quantity, such as metered use. */
  quantity: number | undefined;
}

/**
 * Seats of a subscription: the quantity of the prices in `prices`, 0 if it has none of them. Undefined if nothing in it
 * has a quantity or `prices` is empty; null if it has several prices and the catalog does not say which are seats.
 */
export const seatsSold = (
  items: readonly SoldItem[],
  prices: readonly string[] | undefined,
): number | null | undefined => {
  const counted = items.filter(({ quantity }) => quantity !== undefined);
  const seats = prices ? counted.filter(({ ids }) => ids.some(id => id !== undefined && prices.includes(id))) : counted;
  if (counted.length === 0 || prices?.length === 0) return undefined;
  if (!prices && new Set(seats.map(({ ids: [price] }) => price)).size > 1) return null;
  return seats.reduce((sum, { quantity = 0 }) => sum + quantity, 0);
};
