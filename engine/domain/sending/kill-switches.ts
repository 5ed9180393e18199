import type { MessageClass } from '../policy.ts';

/** What operators have paused: everything, message classes, journeys. `unknown` when nobody could tell. */
export type KillSwitches =
  | 'unknown'
  | { everything: boolean; classes: ReadonlySet<MessageClass>; journeys: ReadonlySet<string> };

/** Does a switch hold the touches of that class in that journey? */
export const isPaused = (switches: KillSwitches, messageClass: MessageClass, journey: string): boolean => {
  // What a customer must know goes out; the rest can wait until somebody can be asked.
  if (switches === 'unknown') return messageClass !== 'transactional';
  return switches.everything || switches.classes.has(messageClass) || switches.journeys.has(journey);
};
