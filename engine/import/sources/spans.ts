import { type Code, call, literalCode } from '../code.ts';

/** Units of durations, from the largest. */
export const inMinutes = { months: 43_200, weeks: 10_080, days: 1_440, hours: 60, minutes: 1 } as const;

export type SpanUnit = keyof typeof inMinutes;
export type Pause = readonly [amount: number, unit: SpanUnit];

/** `days(7)`; for several units, the sum in hours or minutes. `undefined` if there is nothing to wait for. */
export const spanCode = (parts: readonly Pause[]): Code | undefined => {
  const some = parts.filter(([amount]) => amount > 0);
  const [first] = some;
  if (first === undefined) return undefined;
  if (some.length === 1) return call(first[1], literalCode(first[0]));
  const minutes = some.reduce((sum, [amount, unit]) => sum + amount * inMinutes[unit], 0);
  return minutes % 60 === 0 ? call('hours', literalCode(minutes / 60)) : call('minutes', literalCode(minutes));
};
