import type { TouchReason } from '../account/timeline.ts';

/** Why a touch is not sent, or not yet, in plain English. */
export const reasonsAhead: Readonly<Record<TouchReason, string>> = {
  condition: 'its condition does not hold',
  suppressed: 'the address bounced or complained',
  unsubscribed: 'the person does not want such messages',
  unconfirmed: 'the person has not confirmed that they want such messages',
  capped: 'the person has had enough messages lately',
  'quiet-hours': 'it is night there',
  'no-recipient': 'no one at the account is in the audience',
  'bad-address': 'the address is not valid',
  'same-mailbox': 'somebody else gets it at the same address',
  unverified: 'the address is not verified',
  exited: 'the account left the journey',
  'risk-task-open': 'a risk is open at the account',
  'other-journey': 'another journey goes first',
  excluded: 'another journey excludes this one',
  'left-out': 'someone on the team left it out',
  paused: 'it is paused',
  'past-date': 'its day had passed',
  holdout: 'the account is in the control group',
  ambiguous: 'it is unknown whether the message was sent',
  rescheduled: 'its date moved, or is not known yet',
  'missing-data': 'a value it needs is missing',
  rejected: 'the service that delivers it refused it',
  unavailable: 'the receiver did not answer',
};
