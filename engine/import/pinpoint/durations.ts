import { type Code, call, literalCode } from '../code.ts';
import type { PinpointWait } from './exported.ts';

const units = { M: 'months', W: 'weeks', D: 'days' } as const;
const timeUnits = { H: 'hours', M: 'minutes' } as const;

/** `P7D` as `days(7)`; of several units the sum in the smallest one. Nothing for a wait that is none. */
export const durationCode = (text: string | undefined): Code | undefined => {
  const [, date = '', time = ''] = /^P((?:\d+[MWDY])*)(?:T((?:\d+[HMS])+))?$/.exec(text ?? '') ?? [];
  const parts = [
    ...[...date.matchAll(/(\d+)([MWD])/g)].map(
      ([, amount, unit]) => [Number(amount), units[unit as keyof typeof units]] as const,
    ),
    ...[...time.matchAll(/(\d+)([HM])/g)].map(
      ([, amount, unit]) => [Number(amount), timeUnits[unit as keyof typeof timeUnits]] as const,
    ),
  ].filter(([amount]) => amount > 0);
  const [first] = parts;
  if (first === undefined) return undefined;
  if (parts.length === 1) return call(first[1], literalCode(first[0]));
  const minutes = parts.reduce((sum, [amount, unit]) => sum + amount * inMinutes[unit], 0);
  return minutes % 60 === 0 ? call('hours', literalCode(minutes / 60)) : call('minutes', literalCode(minutes));
};

const inMinutes = { months: 43_200, weeks: 10_080, days: 1_440, hours: 60, minutes: 1 };

/** An instant that a journey waits until, which no enrollment can be told by. */
export const isUntil = (wait: PinpointWait | undefined): boolean => wait?.WaitUntil !== undefined;
