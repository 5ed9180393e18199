import { type Instant, plusSeconds } from '../../kernel/instant.ts';
import type { TriggerOutline } from '../trigger-outline.ts';
import type { CampaignTime } from './trigger.ts';

export const campaignTriggerOutline: TriggerOutline<'campaign'> = { moments: ({ at }) => momentsOf(at) };

/** The first and last instant over all time zones, which range from UTC+14 to UTC-12, with an hour to spare. */
export const momentsOf = (at: CampaignTime): { first: Instant; last: Instant } => {
  if (!('date' in at)) return { first: at.at, last: at.at };
  const inUtc: Instant = `${at.date}T${at.time}:00.000Z`;
  return { first: plusSeconds(inUtc, -14 * 3_600), last: plusSeconds(inUtc, 13 * 3_600) };
};
