import type { Instant } from '../kernel/instant.ts';

/** The interactions of one reader with one prompt, each by its earliest time. */
export interface PromptFacts {
  seenAt?: Instant;
  /** By the action's id. */
  clicked?: Readonly<Record<string, Instant>>;
  dismissedAt?: Instant;
  completedAt?: Instant;
  /** The first answer to a survey. */
  answer?: { score: number; at: Instant };
}

/**
 * The stored state of one reader's prompts. With it and the prompts' version, a poll detects whether anything changed.
 */
export interface PromptReader {
  contact: string;
  /** By the prompt's id; entries of deleted prompts are dropped. */
  facts: Readonly<Record<string, PromptFacts>>;
  /** By key: until when its prompts stay hidden because one was dismissed. */
  away: Readonly<Record<string, Instant>>;
  /** The modal seen last, and when. */
  modal?: { prompt: string; at: Instant };
  /** Ids of the last accepted reports, to recognize repeats. */
  reports: readonly string[];
  /** Grows by one at each write; a write names the revision it read. */
  revision: number;
}

export const newReader = (contact: string): PromptReader => ({
  contact,
  facts: {},
  away: {},
  reports: [],
  revision: 0,
});
