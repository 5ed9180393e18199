import { type Instant, plusSeconds } from '../../kernel/instant.ts';
import type { TriggerOutline } from '../trigger-outline.ts';
import type { CampaignTime } from './trigger.ts';

export const campaignTriggerOutline: TriggerOutline<'campaign'> = { moments: ({ at }) => momentsOf(at) };

/** Between the first account of the world and the last one: zones are 14 hours ahead of UTC, and 12 behind. */
export const momentsOf = (at: CampaignTime): { first: Instant; last: Instant } => {
  if (!('date' in at)) return { first: at.at, last: at.at };
  const inUtc: Instant = `${at.date}T${at.time}:00.000Z`;
  return { first: plusSeconds(inUtc, -14 * 3_600), last: plusSeconds(inUtc, 13 * 3_600) };
};
