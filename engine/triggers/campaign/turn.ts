import { evaluateEvent } from '../../account/evaluate-event.ts';
import { accountTimezone } from '../../account/profile.ts';
import { atTime, localDate, timeIn } from '../../definition/calendar.ts';
import { type CalendarDate, type Instant, instant, type TimeOfDay, type TimeZone } from '../../kernel/instant.ts';
import { memoize } from '../../kernel/memoize.ts';
import type { TriggerTurn } from '../trigger-turn.ts';
import { momentsOf } from './outline.ts';
import type { CampaignTime } from './trigger.ts';

/** Name of the trigger of an enrollment by a campaign. */
export const byCampaign = 'campaign';

export const campaignTriggerTurn: TriggerTurn<'campaign'> = {
  mayEnroll: ({ at }, { name, receivedAt }) => name === evaluateEvent && receivedAt >= momentsOf(at).first,
  triggered: ({ at }, { journey, event, snapshot: { profile, evaluation }, now }) => {
    const waitsFor = evaluation?.moments?.[journey];
    const moment = momentIn(at, accountTimezone(profile));
    if (event.name !== evaluateEvent || waitsFor === undefined || now < waitsFor || now < moment) return undefined;
    return { event: byCampaign, fields: {}, at: moment };
  },
  due: (_, { journey, snapshot }) => snapshot.evaluation?.moments?.[journey],
  moment: ({ at }, { profile }) => momentIn(at, accountTimezone(profile)),
  perHour: ({ perHour }) => perHour,
};

/**
 * The campaign's instant in a zone. A time skipped by a clock change becomes the first instant after the gap; a
 * repeated time, the first of the two.
 */
export const momentIn = (at: CampaignTime, timezone: TimeZone): Instant =>
  'date' in at ? momentOf(`${at.date}T${at.time}:00`, timezone) : at.at;

/** Cached, since accounts of a zone share their moment. */
const momentOf = memoize((said: string, timezone: TimeZone): Instant => {
  const found = atTime(said.slice(0, 10) as CalendarDate, said.slice(11, 16) as TimeOfDay, timezone);
  return localTime(found, timezone) === said ? found : endOfGap(said, found, timezone);
});

const localTime = (at: Instant, timezone: TimeZone): string => `${localDate(at, timezone)}T${timeIn(at, timezone)}`;

/**
 * The first second at which the local clock is past the skipped time. `after`: an instant after the gap, which is at
 * most a day long.
 */
const endOfGap = (skipped: string, after: Instant, timezone: TimeZone): Instant => {
  const end = Date.parse(after) / 1000;
  let [before, behind] = [end - 86_400, end];
  while (behind - before > 1) {
    const middle = Math.floor((before + behind) / 2);
    if (localTime(instant(middle * 1000), timezone) > skipped) behind = middle;
    else before = middle;
  }
  return instant(behind * 1000);
};
