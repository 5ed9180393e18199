import type { Instant } from '../kernel/instant.ts';

/** The event of an answer to a survey. */
export const answerEvent = 'Survey Responded';

/** Longer comments are cut off; in characters. */
export const longestComment = 2_000;

/**
 * A survey answer with its comment. Comments are personal data: stored in a row of their own, and never in events,
 * executions, logs or the timeline.
 */
export interface WordedAnswer {
  account: string;
  /** Id of its event. */
  id: string;
  at: Instant;
  /** Id of the contact, if known. */
  user?: string;
  survey: string;
  score: number;
  /** Its topic: one of the catalog's. */
  topic?: string;
  comment?: string;
}

/** Sort key among the answers of its account. */
export const answerPlace = ({ at, id }: Pick<WordedAnswer, 'at' | 'id'>): string => `${at}#${id}`;

/** Whether that person gave the answer, at `until` at the latest. */
export const isOf = (answer: WordedAnswer, contact: string, until: Instant): boolean =>
  answer.user === contact && answer.at <= until;
