import { ownMember } from '../../../kernel/own-member.ts';
import type { Code } from '../../code.ts';
import { inMinutes, type SpanUnit, spanCode } from '../spans.ts';
import type { MauticEvent } from './exported.ts';

const units: Readonly<Record<string, SpanUnit | 'years' | undefined>> = {
  i: 'minutes',
  h: 'hours',
  d: 'days',
  w: 'weeks',
  m: 'months',
  y: 'years',
};

const spanOf = ({ mode, interval, unit }: MauticEvent): readonly [number, SpanUnit] => {
  const named = ownMember(units, unit);
  if (mode !== 'interval' || named === undefined) return [0, 'minutes'];
  return named === 'years' ? [interval * 12, 'months'] : [interval, named];
};

/** Minutes after the event before it. */
export const delayOf = (event: MauticEvent): number => {
  const [amount, unit] = spanOf(event);
  return amount * inMinutes[unit];
};

/** The rest of an event's delay, after `passed` minutes. */
export const pauseOf = (event: MauticEvent, passed: number): Code | undefined =>
  passed === 0 ? spanCode([spanOf(event)]) : minutesCode(delayOf(event) - passed);

export const minutesCode = (minutes: number): Code | undefined => {
  const unit = (['days', 'hours'] as const).find(each => minutes % inMinutes[each] === 0) ?? 'minutes';
  return spanCode([[minutes / inMinutes[unit], unit]]);
};
