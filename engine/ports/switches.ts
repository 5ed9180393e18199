import type { Instant } from '../kernel/instant.ts';
import type { KillSwitches } from '../sending/kill-switches.ts';

/** Switches with which operators pause journeys, message classes or everything at run time. */
export interface Switches {
  /** Cached for 30 seconds at most. Never fails: returns `unknown` if the switches cannot be read. */
  read(now: Instant): Promise<KillSwitches>;
  /** Sets the switch of that name, such as `journey/onboarding`, at once. */
  set(name: string, value: string): Promise<void>;
}
