import type { MessageClass } from '../definition/policy.ts';
import type { Instant } from '../kernel/instant.ts';

/** Touches and journeys that operators stopped. `unknown` when the switches could not be read. */
export type KillSwitches =
  | 'unknown'
  | {
      /** Of touches: all, those of message classes, those of journeys. */
      everything: boolean;
      classes: ReadonlySet<MessageClass>;
      journeys: ReadonlySet<string>;
      /** Journeys closed to new enrollments. */
      closed: ReadonlySet<string>;
      /** When operators resumed journeys that run now. */
      resumedAt?: ReadonlyMap<string, Instant>;
      /** All that are set, by name, as their texts. */
      values?: ReadonlyMap<string, string>;
    };

/** For so long a process believes what it read of them. */
export const switchesHoldForSeconds = 30;

/** Does a switch hold mail and touches of that class, of that journey where they are one's? */
export const isPaused = (switches: KillSwitches, messageClass: MessageClass, journey?: string): boolean => {
  // Transactional touches go out; the rest can wait until the switches can be read.
  if (switches === 'unknown') return messageClass !== 'transactional';
  const { everything, classes, journeys } = switches;
  return everything || classes.has(messageClass) || (journey !== undefined && journeys.has(journey));
};

/**
 * Journeys closed to new enrollments. If the switches cannot be read, none is closed: a surplus enrollment can be stopped, but
 * a refused one is lost.
 */
export const closedJourneys = (switches: KillSwitches): ReadonlySet<string> =>
  switches === 'unknown' ? new Set() : switches.closed;
