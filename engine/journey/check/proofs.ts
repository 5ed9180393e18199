import type { JourneyDefinition } from '../../definition/journey-definition.ts';
import type { JourneyPromise } from '../../definition/promise.ts';

/** Proofs about compiled journeys. An example is a path: a line for each thing that happens. */
export interface Proofs {
  promises(journey: JourneyDefinition): readonly BrokenPromise[];
  /** Limits of the policy that a journey exceeds. */
  limits(journey: JourneyDefinition): readonly ExceededLimit[];
  /** Promises of the policy, about all journeys together, that are not proved. */
  together(journeys: readonly JourneyDefinition[]): readonly UnprovedPromise[];
}

/** A promise that a journey does not keep, and the shortest way to break it. */
export interface BrokenPromise {
  promise: JourneyPromise;
  example: string;
}

export interface ExceededLimit {
  limit: string;
  /** The number on the path, and the limit: `7 mails to a contact in 30 days, where the policy allows 6`. */
  what: string;
  example: string;
}

export interface UnprovedPromise {
  promise: JourneyPromise;
  /** The terms of the bound. */
  because: string;
}
