import type { CalendarDate, Instant, TimeOfDay } from '../../kernel/instant.ts';

declare module '../../definition/trigger.ts' {
  interface TriggerKinds {
    campaign: CampaignTrigger;
  }
}

/** When a campaign begins: at that time of day in the zone of each account, or at one instant for all. */
export type CampaignTime = { kind: 'calendar'; date: CalendarDate; time: TimeOfDay } | { kind: 'instant'; at: Instant };

/**
 * A moment at which accounts are enrolled that are known by then, each once. An account for which it had passed when the journey
 * was deployed is not.
 */
export interface CampaignTrigger {
  kind: 'campaign';
  at: CampaignTime;
  /** At most so many accounts enter in an hour; the others follow in the next ones. */
  perHour: number;
}
