import { instantOf, readDate } from '../kernel/read-date.ts';
import type { CampaignTime } from '../triggers/campaign/trigger.ts';
import { AuthoringError } from './authoring-error.ts';
import { plainData } from './plain-data.ts';

/**
 * A time of day in the zone of each account: `calendar('2026-12-10', '10:00')`. One that a clock change skips is the first instant
 * after the gap, one that it repeats the first of the two.
 */
export const calendar = (date: string, time: string): CampaignTime => {
  if (readDate(date)?.time !== undefined || readDate(date) === undefined)
    throw new AuthoringError(`calendar('${date}', '${time}'): "${date}" isn't a date. Write one such as 2026-12-10.`);
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time))
    throw new AuthoringError(`calendar('${date}', '${time}'): "${time}" isn't a time of day. Write one such as 10:00.`);
  return plainData({ kind: 'calendar', date, time });
};

/** The same instant for all accounts, with its offset: `instant('2026-12-10T09:00:00Z')`. */
export const instantForAll = (text: string): CampaignTime => {
  const said = readDate(text);
  if (said?.time === undefined || said.offset === undefined)
    throw new AuthoringError(`instant('${text}'): that isn't an instant. Write one such as 2026-12-10T09:00:00Z.`);
  return plainData({ kind: 'instant', at: instantOf(said) });
};
