import type { Anchor, ShareOfLength } from '../../definition/anchor.ts';
import type { JourneyDefinition } from '../../definition/journey-definition.ts';
import { isEnrolling } from '../../definition/wake-of.ts';
import { counted } from '../../kernel/counted.ts';
import type { Duration } from '../../kernel/duration.ts';
import { capitalized, inWords, listed } from './words.ts';

export const formatDuration = ({ unit, amount }: Duration): string => counted(amount, units[unit]);

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
export const describeAnchor = (at: Anchor, journey: Pick<JourneyDefinition, 'enroll' | 'policy'>): string =>
  isEnrolling(at, journey)
    ? 'Day 0, at once'
    : (byKind[at.kind] as (at: Anchor, sendAt: string) => string)(at, journey.policy.sendAt);

const byKind: { [Kind in Anchor['kind']]: (at: Extract<Anchor, { kind: Kind }>, sendAt: string) => string } = {
  day: ({ day }, sendAt) => `Day ${day}, ${sendAt} account time`,
  after: ({ duration }) => capitalized(`${formatDuration(duration)} later`),
  before: ({ attribute, days }, sendAt) =>
    `${days === 0 ? 'On' : `${counted(days, 'day')} before`} the ${dateInWords(attribute)}, ${sendAt} account time`,
  share: ({ points }, sendAt) =>
    `${capitalized(describeShareOfLength(points))}, others in proportion, ${sendAt} account time`,
};

/** A date of the account, or one that the enrolling event said. */
export const dateInWords = (date: string): string => inWords(date.replace(/^trigger\./, ''));

/** `day 10 of 14 and day 14 of 30`. */
export const describeShareOfLength = (points: ShareOfLength['points']): string =>
  listed(
    points.map(({ length, day }) => `day ${day} of ${length}`),
    'and',
  );
