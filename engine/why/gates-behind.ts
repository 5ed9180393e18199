import type { TouchReason } from '../account/timeline.ts';

/** The gates that make a touch held or skipped, by the reason that the timeline gives; none where it was handed over before. */
export const gatesBehind: Readonly<Record<TouchReason, readonly string[]>> = {
  exited: ['in-journey'],
  holdout: ['holdout'],
  rescheduled: ['due-date'],
  'past-date': ['missed', 'round-over'],
  condition: ['when', 'unless'],
  'left-out': ['left-out'],
  paused: ['paused'],
  'risk-task-open': ['risk-task-open'],
  'other-journey': ['other-journey'],
  excluded: ['other-journey'],
  'quiet-hours': ['quiet-hours'],
  'no-recipient': ['recipients', 'removed', 'deliverable'],
  suppressed: ['suppressed'],
  unsubscribed: ['unsubscribed'],
  unconfirmed: ['unconfirmed'],
  'same-mailbox': ['one-copy'],
  unverified: ['unverified'],
  capped: ['capped', 'asked-lately'],
  'bad-address': [],
  'missing-data': [],
  ambiguous: [],
  rejected: [],
  unavailable: [],
};
