import type { ForgottenPerson, Note } from '../account/note.ts';
import type { Instant } from '../kernel/instant.ts';

/** The team's notes about accounts, stored for 25 months. Strongly consistent. */
export interface Notes {
  /**
   * Stores a note once under its time and id: a repeat does not replace it, which could bring back an erased person's
   * name.
   */
  keep(note: Note): Promise<void>;
  /** A page of an account's notes, the latest first; `before` is the last note of the previous page. */
  ofAccount(
    account: string,
    page: { limit: number; before?: Pick<Note, 'at' | 'id'> },
  ): Promise<{ notes: Note[]; isLast: boolean }>;
  /** A task's notes since it opened, ordered by time. Reads all of the account's notes since then. */
  ofTask(account: string, task: string, since: Instant): Promise<Note[]>;
  /** Removes the text of every note about that person. Reads all notes of the account: for operators. */
  forget(account: string, person: ForgottenPerson): Promise<void>;
}
