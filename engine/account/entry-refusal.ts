import type { Instant } from '../kernel/instant.ts';

/** The last event that could have let an account into a journey and did not, with the first rule that kept it out. */
export interface EntryRefusal {
  account: string;
  journey: string;
  /** Name of the rule. */
  gate: string;
  event: string;
  at: Instant;
}
