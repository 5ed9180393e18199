import type { TouchReason } from './timeline.ts';

/** Why a touch did not go, or not yet, for a marketer to read. */
export const reasonWords: Readonly<Record<TouchReason, string>> = {
  condition: 'its condition said no',
  suppressed: 'the address bounced or complained',
  unsubscribed: 'the contact opted out of the topic',
  unconfirmed: 'the contact has not confirmed that it wants the topic',
  capped: 'the contact had enough messages lately',
  'quiet-hours': 'it was night at the account',
  'no-recipient': 'no contact of the account has that role and an address',
  'bad-address': 'the address cannot receive mail',
  'same-mailbox': 'another contact at that mailbox got it',
  unverified: 'the address was not verified',
  exited: 'the enrollment had ended',
  'risk-task-open': 'a CSM was working on a risk',
  'other-journey': 'another journey went first',
  excluded: 'another journey excludes this one',
  'left-out': 'someone on the team left it out',
  paused: 'the journey or account was paused',
  'past-date': 'its day had passed when the enrollment began, or is unknown',
  holdout: 'the account is in the control group',
  ambiguous: 'the service that sends it did not answer',
  rescheduled: 'the date it counts back from moved, or is not known yet',
  'missing-data': 'its text needs a value that is unknown',
  rejected: 'it was rejected for good',
  unavailable: 'its receiver was busy or down for hours',
};
