import type { Instant } from '../kernel/instant.ts';
import { namesIn } from './named-person.ts';

/** Most characters of a note. */
export const longestNote = 4_000;

/**
 * A note by a person of the team about an account. Notes are personal data: kept in rows of their own, and never in events,
 * executions, logs or the timeline.
 */
export interface Note {
  account: string;
  id: string;
  at: Instant;
  /** Id of the CSM, or the address of a user who is not a CSM. */
  by: string;
  /** Id of the contact that it is about. */
  about?: string;
  /** Id of the task that it was written at. */
  task?: string;
  /** Absent since a person was erased whom it is about, or whom it names. */
  text?: string;
}

/** How it is ordered among those of its account. */
export const notePlace = ({ at, id }: Pick<Note, 'at' | 'id'>): string => `${at}#${id}`;

/** A contact to be erased. `names`: what notes may call them, as `calledNamesOf` gives it. */
export interface ForgottenPerson {
  contact: string;
  names: readonly string[];
  /** Of what was written until then. */
  until: Instant;
}

/** Does the note tell of that person? */
export const concernsPerson = ({ about, text, at }: Note, { contact, names, until }: ForgottenPerson): boolean =>
  at <= until && (about === contact || namesIn(text, names));

/** A note without its text: author, time and task. */
export const withoutWords = ({ text: _, about: __, ...note }: Note): Note => note;
