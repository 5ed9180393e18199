import type { MessageClass } from '../definition/policy.ts';
import type { Instant } from '../kernel/instant.ts';

/** Switches that operators set to stop touches and journeys. `unknown` if they could not be read. */
export type KillSwitches =
  | 'unknown'
  | {
      /** Whether all touches are paused; then the paused message classes and journeys. */
      everything: boolean;
      classes: ReadonlySet<MessageClass>;
      journeys: ReadonlySet<string>;
      /** Journeys closed to new enrollments. */
      closed: ReadonlySet<string>;
      /** When operators resumed a journey that runs now, by journey. */
      resumedAt?: ReadonlyMap<string, Instant>;
      /** All switches that are set: their stored text by name. */
      values?: ReadonlyMap<string, string>;
    };

/** How long a process caches the switches, in seconds. */
export const switchesHoldForSeconds = 30;

/** Does a switch pause touches of this class, or of this journey? */
export const isPaused = (switches: KillSwitches, messageClass: MessageClass, journey?: string): boolean => {
  // Transactional touches go out; the rest can wait until the switches can be read.
  if (switches === 'unknown') return messageClass !== 'transactional';
  const { everything, classes, journeys } = switches;
  return everything || classes.has(messageClass) || (journey !== undefined && journeys.has(journey));
};

/**
 * Journeys closed to new enrollments. If the switches cannot be read, none counts as closed: a surplus enrollment can
 * be stopped, but a refused one is lost.
 */
export const closedJourneys = (switches: KillSwitches): ReadonlySet<string> =>
  switches === 'unknown' ? new Set() : switches.closed;
