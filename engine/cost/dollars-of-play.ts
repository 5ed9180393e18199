import { dollarsOfInvocations, prices } from './prices.ts';
import { requestCounts } from './request-counts.ts';

/** Counts of a play, as far as journeys cause them. */
export interface CountedWork {
  /** Of Step Functions, as its interpreter bills them. */
  transitions: number;
  mails: number;
  enrollments: number;
}

/**
 * List prices of what journeys cause: transitions, the calls and waits between them, mails, and the rows of both. Usage, evaluations
 * and what a deployment costs anyhow are not in it: no change of a journey moves them.
 */
export const dollarsOfPlay = ({ transitions, mails, enrollments }: CountedWork): number => {
  const { enrolling, touch } = requestCounts;
  // A wait and a call take turns.
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
