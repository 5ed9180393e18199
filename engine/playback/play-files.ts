import { dirname, join } from 'node:path';

/** Paths of a play's files. */
export interface PlayFiles {
  timeline: string;
  health: string;
  /** Survey answers with their comments. */
  answers: string;
  /** Inputs of the business report. */
  facts: string;
  /** Segment counts at the end. */
  segments: string;
  rejected: string;
  /** The console for the whole play, in one file. */
  page: string;
  /** Events, options and span of the play. */
  about: string;
  /** The events, unchanged, in order of delivery. */
  events: string;
  /** Folder of the mails. */
  mail: string;
}

/** A play's folder is that of its timeline; mails may be elsewhere. */
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
