import type { Instant } from '../kernel/instant.ts';
import type { KillSwitches } from '../sending/kill-switches.ts';

/** Switches by which operators pause journeys, classes or everything while Daymark runs. */
export interface Switches {
  /** With a cache of 30 seconds at most. Never fails: what cannot be read is unknown. */
  read(now: Instant): Promise<KillSwitches>;
  /** Sets the switch of that name, such as `journey/onboarding`, at once. */
  set(name: string, value: string): Promise<void>;
}
