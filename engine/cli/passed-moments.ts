import { enrollingMoments } from '../definition/enrolled-by.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import { type Instant, toSecond } from '../kernel/instant.ts';

/** A journey whose accounts enter at a moment, which has come. */
export interface PassedMoment {
  journey: string;
  /** When it came for the first account of the world, and when for the last one. */
  first: Instant;
  last: Instant;
  /** For every account, or for those of some time zones only? */
  isOver: boolean;
}

/** Deployed now, these enroll no account for which their moment has come: only those that waited for it enter. */
export const passedMoments = (journeys: readonly JourneyDefinition[], now: Instant): PassedMoment[] =>
  journeys.flatMap(({ id, enroll }) => {
    const moments = enrollingMoments(enroll);
    return moments && now >= moments.first ? [{ journey: id, ...moments, isOver: now >= moments.last }] : [];
  });

export const describePassed = ({ journey, first, last, isOver }: PassedMoment): string =>
  isOver
    ? `note: the date of campaign "${journey}" has passed (${toSecond(last)}): deployed now, it enrolls no account. Give it a later one to send it.`
    : `note: the date of campaign "${journey}" has passed for some time zones (since ${toSecond(first)}): deployed now, it enrolls accounts of the others only.`;
