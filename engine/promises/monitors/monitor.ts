import type { StateMachineDefinition } from '../../asl/asl.ts';
import type { EventTrigger } from '../../triggers/event/trigger.ts';
import type { PathPart } from '../moment.ts';

/** A monitor's memory of the enrollment so far: little, so that many moments are alike. */
export type Memory = readonly (number | string)[];

export type Watched =
  /** May still be broken: one memory, or several where it may be watched in several ways. */
  | { watches: readonly Memory[] }
  /** Broken here. */
  | 'broken'
  /** Can't be broken any more. */
  | 'kept';

export interface Monitor {
  start: Memory;
  see(memory: Memory, part: PathPart, day: number): Watched;
  /** Events that the promise is about. */
  events: readonly EventTrigger[];
  /** Does it matter that the enrollment ends? */
  ends: boolean;
  /** No path of the machine could break it, on any calendar. */
  isSure?(machine: StateMachineDefinition): boolean;
  /** Nothing that is held from here on could help to break it. */
  wantsNoDelay?(memory: Memory): boolean;
}

export const stays = (memory: Memory): Watched => ({ watches: [memory] });

/** The event of a part, where it has one. */
export const eventIn = (part: PathPart): EventTrigger | undefined => {
  if ('event' in part) return part.event;
  return 'by' in part ? part.by : undefined;
};
