import type { TouchReason } from '../account/timeline.ts';
import { inWords } from '../journey/explain/words.ts';

/** The need of a rule at a journey's entry. */
export const entryNeeds = (gate: string): string => entries[gate] ?? inWords(gate);

const entries: Readonly<Record<string, string>> = {
  audience: 'the account is in the audience',
  'account-deleted': 'the account still exists',
  'told-late': 'its event was told within 30 days',
  'enrolled-before': 'the account may enter once more',
  'ended-before': 'nothing has happened since that ends the journey',
  'too-often': 'it was not enrolled again and again by journeys',
  closed: 'the journey is open to new accounts',
  excluded: 'no other journey shuts it out',
  full: 'there is room: so many accounts may enter in an hour',
  'too-early': 'its day has come',
  'date-passed': 'its date has not passed',
  'daymark.enroll': 'another journey or an operator enrolls it',
  'decided-before': 'it was not decided for that day before',
};

/** The need of a touch, by the rule that kept it. */
export const touchNeeds: Readonly<Record<TouchReason, string>> = {
  condition: 'its condition holds',
  suppressed: 'the address takes messages',
  unsubscribed: 'the person wants messages of the topic',
  unconfirmed: 'the person confirmed that they want the topic',
  capped: 'the person has had few enough messages lately',
  'quiet-hours': 'it is daytime at the account',
  'no-recipient': 'somebody at the account is in the audience',
  'bad-address': 'the address is valid',
  'same-mailbox': 'nobody else gets it at the same address',
  unverified: 'the address is verified',
  exited: 'the account is still in the journey',
  'risk-task-open': 'no risk is open at the account',
  'other-journey': 'no journey with a higher priority holds it',
  excluded: 'no journey shuts this one out',
  'left-out': 'nobody of us left it out',
  paused: 'neither journey, class nor account is paused',
  'past-date': 'its day had not passed when the account entered',
  holdout: 'the account is not held out, to compare with',
  ambiguous: 'it is known whether the message left',
  rescheduled: 'its date has come',
  'missing-data': 'all values that it prints are known',
  rejected: 'the service that delivers it took it',
  unavailable: 'the receiver answered',
};
