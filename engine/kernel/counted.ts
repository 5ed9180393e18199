/** `1,234.5`: at most four decimal places. */
export const formatNumber = (value: number): string => english.format(value);

const english = new Intl.NumberFormat('en-US', { maximumFractionDigits: 4 });

/** `1 task`, `1,200 tasks`. */
export const counted = (amount: number, one: string): string =>
  `${formatNumber(amount)} ${one}${amount === 1 ? '' : 's'}`;
