import type { StepFunction } from '../steps/step-outline.ts';
import type { CallFrame, Wake } from './step-call.ts';

/**
 * The path of an enrollment through a journey, state by state, as its machine was compiled: for code that tells what happens next
 * without the machine. A place without a successor is the end.
 */
export interface Itinerary {
  journey: string;
  /** The definition's hash. */
  version: string;
  start: string;
  places: Readonly<Record<string, ItineraryPlace>>;
}

export type ItineraryPlace = WaitPlace | CallPlace;

/** A wait, and where it ends by itself. */
export interface WaitPlace {
  wait: { step: string; wake: Wake; listens: readonly string[] };
  /** Place after it. */
  to?: string;
  /** The event that ended a wait that listens. */
  edge?: string;
}

/** The call of a step's function. */
export interface CallPlace {
  function: StepFunction;
  /** Its literals, without those that all calls of the journey share. */
  call: Readonly<Record<string, unknown>> &
    Pick<CallFrame, 'order' | 'iteration'> & { step: { kind: string; id: string } };
  /** Place after it; by the arm taken where that decides. */
  to?: string | Readonly<Record<string, string | null>>;
  /** The wait that it goes back to while it may not go. */
  held?: string;
}
