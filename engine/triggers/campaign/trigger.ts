import type { CalendarDate, Instant, TimeOfDay } from '../../kernel/instant.ts';

declare module '../../definition/trigger.ts' {
  interface TriggerKinds {
    campaign: CampaignTrigger;
  }
}

/** When a campaign begins: at a time of day in each account's zone, or at one instant for all. */
export type CampaignTime = { kind: 'calendar'; date: CalendarDate; time: TimeOfDay } | { kind: 'instant'; at: Instant };

/**
 * Enrolls, once, the accounts that exist at its moment. Accounts whose moment had passed when the journey was deployed
 * are not enrolled.
 */
export interface CampaignTrigger {
  kind: 'campaign';
  at: CampaignTime;
  /** The most accounts that enter per hour; the others follow in the next hours. */
  perHour: number;
}
