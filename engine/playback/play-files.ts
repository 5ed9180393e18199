import { dirname, join } from 'node:path';

/** Where a play leaves its files. */
export interface PlayFiles {
  timeline: string;
  health: string;
  /** Customers' comments on surveys. */
  answers: string;
  /** Inputs of the business report, by account. */
  facts: string;
  /** How many accounts each segment had at the end. */
  segments: string;
  rejected: string;
  /** All of it as pages, in one file. */
  page: string;
  /** The events played, and when. */
  about: string;
  /** The events, as they were written, in order of delivery. */
  events: string;
  /** Folder of the mails. */
  mail: string;
}

/** The play's folder is the one of its timeline; mails may lie elsewhere. */
export const playFilesOf = ({ timeline, mail }: Pick<PlayFiles, 'timeline' | 'mail'>): PlayFiles => {
  const inPlay = (name: string) => join(dirname(timeline), name);
  return {
    timeline,
    health: inPlay(healthFile),
    answers: inPlay(answersFile),
    facts: inPlay(factsFile),
    segments: inPlay(segmentsFile),
    rejected: inPlay('rejected.jsonl'),
    page: inPlay('report.html'),
    about: inPlay(aboutFile),
    events: inPlay(eventsFile),
    mail,
  };
};

/** Names of the files in a play's folder, for the verbs that read a play. */
export const factsFile = 'accounts.jsonl';
export const segmentsFile = 'segments.jsonl';
export const healthFile = 'health.jsonl';
export const answersFile = 'answers.jsonl';
export const aboutFile = 'play.json';
export const eventsFile = 'events.jsonl.gz';
export const timelineFile = 'timeline.jsonl';
