import type { ForgottenPerson, Note } from '../account/note.ts';
import type { Instant } from '../kernel/instant.ts';

/** Notes of the team about accounts, kept for 25 months. Strongly consistent. */
export interface Notes {
  /** Once under its time and id: the first words stay, so that a repeated request does not bring back an erased contact. */
  keep(note: Note): Promise<void>;
  /** A page of an account's, the latest first; `before` is the last note of the page before, and nothing follows the last page. */
  ofAccount(
    account: string,
    page: { limit: number; before?: Pick<Note, 'at' | 'id'> },
  ): Promise<{ notes: Note[]; isLast: boolean }>;
  /** Those written at a task since it opened, in order of time. Reads all of the account's since then. */
  ofTask(account: string, task: string, since: Instant): Promise<Note[]>;
  /** Takes the words of every note that tells of that person. Reads all notes of the account: for operators. */
  forget(account: string, person: ForgottenPerson): Promise<void>;
}
