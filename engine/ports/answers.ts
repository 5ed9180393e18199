import type { WordedAnswer } from '../account/worded-answer.ts';
import type { Instant } from '../kernel/instant.ts';

/** Survey answers with their comments, stored for 25 months. Strongly consistent. */
export interface Answers {
  /** Stores an answer under its time and id. Idempotent. */
  keep(answer: WordedAnswer): Promise<void>;
  /** An account's answers since then, ordered by time; a page per MB. */
  ofAccount(account: string, since: Instant): Promise<WordedAnswer[]>;
  /**
   * All accounts' answers in pages, in no particular order. Reads the whole table: for operators and the end of a
   * playback.
   */
  all(): AsyncIterable<readonly WordedAnswer[]>;
  /** Deletes a contact's answers until then. Reads all answers of the account: for operators. */
  forget(account: string, contact: string, until: Instant): Promise<void>;
}
