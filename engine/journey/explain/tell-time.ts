import type { Duration } from '../../domain/duration.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Anchor } from '../../domain/step.ts';
import { capitalized, counted, inWords } from './words.ts';

export const tellDuration = ({ unit, amount }: Duration): string => counted(amount, units[unit]);

const units: Record<Duration['unit'], string> = {
  minutes: 'minute',
  hours: 'hour',
  days: 'day',
  weeks: 'week',
  months: 'month',
  businessDays: 'business day',
  businessHours: 'business hour',
};

/** When a step is due: `Day 3, 09:00 account time`. */
export const tellAnchor = (at: Anchor, { sendAt }: Policy): string =>
  (byKind[at.kind] as (at: Anchor, sendAt: string) => string)(at, sendAt);

const byKind: { [Kind in Anchor['kind']]: (at: Extract<Anchor, { kind: Kind }>, sendAt: string) => string } = {
  day: ({ day }, sendAt) => (day === 0 ? 'Day 0, at once' : `Day ${day}, ${sendAt} account time`),
  after: ({ duration }) => capitalized(`${tellDuration(duration)} later`),
  before: ({ attribute, days }, sendAt) =>
    `${days === 0 ? 'On' : `${counted(days, 'day')} before`} the ${inWords(attribute)}, ${sendAt} account time`,
};
