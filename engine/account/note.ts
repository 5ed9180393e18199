import type { Instant } from '../kernel/instant.ts';
import { namesIn } from './named-person.ts';

/** Most characters of a note. */
export const longestNote = 4_000;

/**
 * A team member's note about an account. Notes are personal data: stored in rows of their own, and never in events,
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
  /** Id of the task that it belongs to. */
  task?: string;
  /** Absent once a person it concerns or names was erased. */
  text?: string;
}

/** Sort key among the notes of its account. */
export const notePlace = ({ at, id }: Pick<Note, 'at' | 'id'>): string => `${at}#${id}`;

/** A contact to be erased. `names`: how notes may call them, by `calledNamesOf`. */
export interface ForgottenPerson {
  contact: string;
  names: readonly string[];
  /** Notes after this instant are not affected. */
  until: Instant;
}

/** Whether the note concerns or names that person. */
export const concernsPerson = ({ about, text, at }: Note, { contact, names, until }: ForgottenPerson): boolean =>
  at <= until && (about === contact || namesIn(text, names));

/** A note without its text: author, time and task. */
export const withoutWords = ({ text: _, about: __, ...note }: Note): Note => note;
