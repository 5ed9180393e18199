import type { AccountSnapshot } from '../account/account.ts';
import type { Stages } from '../definition/catalog.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import type { Instant } from '../kernel/instant.ts';

/** An instant at which time alone may change something for an account. */
export interface DueInstant {
  at: Instant;
  /** Comes again for ever, so a playback does not go on for its sake. */
  recurs?: true;
}

export interface DueInput {
  snapshot: AccountSnapshot;
  journeys: readonly JourneyDefinition[];
  /** Of the catalog. */
  stages?: Stages;
  now: Instant;
}

/** The next instant that one part of the engine waits for. An instant that is past asks for the next sweep. */
export type DuePart = (input: DueInput) => readonly DueInstant[];
