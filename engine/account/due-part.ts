import type { AccountSnapshot } from '../account/account.ts';
import type { Stages } from '../definition/catalog.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import type { Instant } from '../kernel/instant.ts';

/** An instant at which time alone may change something for an account. */
export interface DueInstant {
  at: Instant;
  /** Recurs forever, so a playback does not continue for it. */
  recurs?: true;
}

export interface DueInput {
  snapshot: AccountSnapshot;
  journeys: readonly JourneyDefinition[];
  /** The catalog's stages. */
  stages?: Stages;
  now: Instant;
}

/** The next instants that one part of the engine waits for. A past instant is due at the next sweep. */
export type DuePart = (input: DueInput) => readonly DueInstant[];
