import type { Code } from '../../code.ts';
import { type Pause, spanCode } from '../spans.ts';
import type { PinpointWait } from './exported.ts';

const units = { M: 'months', W: 'weeks', D: 'days' } as const;
const timeUnits = { H: 'hours', M: 'minutes' } as const;

/** `P7D` as `days(7)`; `undefined` for no wait. */
export const durationCode = (text: string | undefined): Code | undefined => {
  const [, date = '', time = ''] = /^P((?:\d+[MWDY])*)(?:T((?:\d+[HMS])+))?$/.exec(text ?? '') ?? [];
  return spanCode([
    ...[...date.matchAll(/(\d+)([MWD])/g)].map(
      ([, amount, unit]): Pause => [Number(amount), units[unit as keyof typeof units]],
    ),
    ...[...time.matchAll(/(\d+)([HM])/g)].map(
      ([, amount, unit]): Pause => [Number(amount), timeUnits[unit as keyof typeof timeUnits]],
    ),
  ]);
};

/** True for a wait until a fixed instant, which Daymark doesn't have. */
export const isUntil = (wait: PinpointWait | undefined): boolean => wait?.WaitUntil !== undefined;
