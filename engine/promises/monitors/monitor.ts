import type { StateMachineDefinition } from '../../asl/asl.ts';
import type { EventTrigger } from '../../triggers/event/trigger.ts';
import type { PathPart } from '../moment.ts';

/** A monitor's memory of the enrollment so far: small, so that many moments are equal. */
export type Memory = readonly (number | string)[];

export type Watched =
  /** May still be broken: the next memory, or several to explore. */
  | { watches: readonly Memory[] }
  /** Broken here. */
  | 'broken'
  /** Can't be broken anymore. */
  | 'kept';

export interface Monitor {
  start: Memory;
  see(memory: Memory, part: PathPart, day: number): Watched;
  /** Events that the promise is about. */
  events: readonly EventTrigger[];
  /** Whether the end of the enrollment matters. */
  ends: boolean;
  /** True if no path of the machine can break it, with any calendar. */
  isSure?(machine: StateMachineDefinition): boolean;
  /** True if holds from here on can't help to break it. */
  wantsNoDelay?(memory: Memory): boolean;
}

export const stays = (memory: Memory): Watched => ({ watches: [memory] });

/** The event of a part, if any. */
export const eventIn = (part: PathPart): EventTrigger | undefined => {
  if ('event' in part) return part.event;
  return 'by' in part ? part.by : undefined;
};
