import type { Instant } from '../kernel/instant.ts';

/** The event of an answer to a survey. */
export const answerEvent = 'Survey Responded';

/** Most characters of a comment that are kept. */
export const longestComment = 2_000;

/**
 * The comment on an answer to a survey. Comments are personal data: kept in a row of their own, and never in events,
 * executions, logs or the timeline.
 */
export interface WordedAnswer {
  account: string;
  /** Of its event. */
  id: string;
  at: Instant;
  /** Id of the contact, where it is known. */
  user?: string;
  survey: string;
  score: number;
  /** Its topic: one of the catalog's. */
  topic?: string;
  comment?: string;
}

/** How it is ordered among those of its account. */
export const answerPlace = ({ at, id }: Pick<WordedAnswer, 'at' | 'id'>): string => `${at}#${id}`;

/** Was it said by that person, until then? */
export const isOf = (answer: WordedAnswer, contact: string, until: Instant): boolean =>
  answer.user === contact && answer.at <= until;
