import type { StepFunction } from '../steps/step-outline.ts';
import type { CallFrame, Wake } from './step-call.ts';

/**
 * What an enrollment of a journey comes to, state by state, as its machine was compiled: for code that tells what happens next
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
  /** What ended it, of a wait that listens. */
  edge?: string;
}

/** The call of a step's function. */
export interface CallPlace {
  function: StepFunction;
  /** What is literal in it, without what the journey says of all of its calls. */
  call: Readonly<Record<string, unknown>> &
    Pick<CallFrame, 'order' | 'iteration'> & { step: { kind: string; id: string } };
  /** Place after it; by the arm taken where that decides. */
  to?: string | Readonly<Record<string, string | null>>;
  /** The wait that it goes back to while it may not go. */
  held?: string;
}
