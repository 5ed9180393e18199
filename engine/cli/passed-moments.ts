import { enrollingMoments } from '../definition/enrolled-by.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import { type Instant, toSecond } from '../kernel/instant.ts';

/** A journey that accounts enter at a set moment, which has passed. */
export interface PassedMoment {
  journey: string;
  /** The moment in the earliest time zone, and in the latest. */
  first: Instant;
  last: Instant;
  /** Whether it has passed in every time zone, or only in some. */
  isOver: boolean;
}

/** If deployed now, these enroll no account whose moment has passed, unless it was already waiting. */
export const passedMoments = (journeys: readonly JourneyDefinition[], now: Instant): PassedMoment[] =>
  journeys.flatMap(({ id, enroll }) => {
    const moments = enrollingMoments(enroll);
    return moments && now >= moments.first ? [{ journey: id, ...moments, isOver: now >= moments.last }] : [];
  });

export const describePassed = ({ journey, first, last, isOver }: PassedMoment): string =>
  isOver
    ? `note: the date of campaign "${journey}" has passed (${toSecond(last)}): deployed now, it enrolls no account. Set a later date to send it.`
    : `note: the date of campaign "${journey}" has passed for some time zones (since ${toSecond(first)}): deployed now, it enrolls only accounts in the others.`;
