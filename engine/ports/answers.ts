import type { WordedAnswer } from '../account/worded-answer.ts';
import type { Instant } from '../kernel/instant.ts';

/** Comments on answers to surveys, for 25 months. Strongly consistent. */
export interface Answers {
  /** Once under its time and id: repeated, it changes nothing. */
  keep(answer: WordedAnswer): Promise<void>;
  /** Of an account since then, in order of time; a page per MB. */
  ofAccount(account: string, since: Instant): Promise<WordedAnswer[]>;
  /** Of all accounts in pages, in no order. Reads everything that is stored: for operators and the end of a playback. */
  all(): AsyncIterable<readonly WordedAnswer[]>;
  /** Removes what a contact said until then. Reads all answers of the account: for operators. */
  forget(account: string, contact: string, until: Instant): Promise<void>;
}
