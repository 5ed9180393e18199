/** The day on which a card expires, which is the last of its month. `undefined` for what is no month. */
export const cardExpiry = (year: number | undefined, month: number | undefined): string | undefined => {
  if (year === undefined || month === undefined) return undefined;
  const isMonth = Number.isInteger(month) && month >= 1 && month <= 12;
  if (!isMonth || !Number.isInteger(year) || year < 2000 || year > 2099) return undefined;
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
};
