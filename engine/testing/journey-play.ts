import type { TimelineLine } from '../account/timeline.ts';
import type { AddressedMail } from '../playback/mails/addressed-mail.ts';
import { clockTime, wholeStory } from '../playback/report/stories-section.ts';

/** The result of playing an account through journeys. */
export interface JourneyPlay {
  readonly account: string;
  readonly timezone: string;
  /** Ids of the journeys. */
  readonly journeys: readonly string[];
  /** Ids of their steps. */
  readonly steps: readonly string[];
  /** Everything that happened, in order of time. */
  readonly lines: readonly TimelineLine[];
  /** Every mail, as it was sent. */
  readonly mails: readonly AddressedMail[];
}

/** The expected time; all given fields must match. */
export interface Expected {
  /** On the account's own clock: `2026-01-12`, `2026-01-12T09:00`. */
  on?: string;
  /** Days after the journey's first day. */
  day?: number;
}

/** The play as readable text. */
export const describeStory = ({ lines, account, timezone }: JourneyPlay): string =>
  lines.length === 0
    ? '  Nothing happened: no journey was entered.\n'
    : wholeStory(lines, account, { name: account, timezone });

export const happenedThen =
  ({ lines, timezone }: JourneyPlay, { on, day }: Expected) =>
  ({ at, enrollment }: TimelineLine): boolean => {
    if (on !== undefined && !clockTime(at, timezone).join('T').startsWith(on)) return false;
    if (day === undefined) return true;
    const began = lines.find(line => line.enrollment === enrollment && line.entry.type === 'enrolled');
    return began !== undefined && daysBetween(clockTime(began.at, timezone)[0], clockTime(at, timezone)[0]) === day;
  };

const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;
