import { dollarsOfInvocations, prices } from './prices.ts';
import { requestCounts } from './request-counts.ts';

/** Counts of a play that journeys cause. */
export interface CountedWork {
  /** Billed transitions of Step Functions. */
  transitions: number;
  mails: number;
  enrollments: number;
}

/**
 * Cost at list prices of transitions, the calls and waits between them, mails, and the rows of both. Excludes usage,
 * evaluations and fixed costs, which don't depend on journeys.
 */
export const dollarsOfPlay = ({ transitions, mails, enrollments }: CountedWork): number => {
  const { enrolling, touch } = requestCounts;
  // Waits and calls alternate.
  const [parks, calls] = [transitions / 2, transitions / 2];
  const writes = enrollments * enrolling.writes + mails * touch.writes + parks;
  const reads = enrollments * enrolling.reads + mails * touch.reads;
  return (
    transitions * prices.transition +
    mails * prices.mail +
    dollarsOfInvocations(calls) +
    writes * prices.writeUnit +
    reads * prices.readUnit
  );
};
