import type { Instant } from '../kernel/instant.ts';

/** The interactions of one reader with one prompt, each by its earliest time. */
export interface PromptFacts {
  seenAt?: Instant;
  /** By the action's id. */
  clicked?: Readonly<Record<string, Instant>>;
  dismissedAt?: Instant;
  completedAt?: Instant;
  /** Answer to a survey: the first counts. */
  answer?: { score: number; at: Instant };
}

/** All that is remembered of one reader's prompts: with it and the prompts' version a poll knows whether anything changed. */
export interface PromptReader {
  contact: string;
  /** By the prompt's id; prompts that are gone fall out. */
  facts: Readonly<Record<string, PromptFacts>>;
  /** Until when prompts of a key stay away, since one of them was dismissed. */
  away: Readonly<Record<string, Instant>>;
  /** The modal seen last, and when. */
  modal?: { prompt: string; at: Instant };
  /** Ids of the reports taken last, by which a repeated one is known. */
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
