import type { MessageClass } from '../definition/policy.ts';
import type { Instant } from '../kernel/instant.ts';

/** What operators have stopped. `unknown` when nobody could tell. */
export type KillSwitches =
  | 'unknown'
  | {
      /** Of touches: all, those of message classes, those of journeys. */
      everything: boolean;
      classes: ReadonlySet<MessageClass>;
      journeys: ReadonlySet<string>;
      /** Journeys that take nobody in any more. */
      closed: ReadonlySet<string>;
      /** When operators resumed journeys that run now. */
      resumedAt?: ReadonlyMap<string, Instant>;
    };

/** For so long a process believes what it read of them. */
export const switchesHoldForSeconds = 30;

/** Does a switch hold mail and touches of that class, of that journey where they are one's? */
export const isPaused = (switches: KillSwitches, messageClass: MessageClass, journey?: string): boolean => {
  // What a customer must know goes out; the rest can wait until somebody can be asked.
  if (switches === 'unknown') return messageClass !== 'transactional';
  const { everything, classes, journeys } = switches;
  return everything || classes.has(messageClass) || (journey !== undefined && journeys.has(journey));
};

/**
 * Journeys that take nobody in. Of switches that nobody can read none is closed: who is let in too many can be stopped, and
 * who was turned away never comes again.
 */
export const closedJourneys = (switches: KillSwitches): ReadonlySet<string> =>
  switches === 'unknown' ? new Set() : switches.closed;
