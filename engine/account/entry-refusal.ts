import type { Instant } from '../kernel/instant.ts';

/** The last event that did not enroll an account in a journey, with the first rule that refused it. */
export interface EntryRefusal {
  account: string;
  journey: string;
  /** Name of the rule. */
  gate: string;
  event: string;
  at: Instant;
}
