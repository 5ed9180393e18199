import type { TouchReason } from '../account/timeline.ts';
import { asTitle } from '../kernel/as-title.ts';

/** What a rule at a journey's entry asks for. */
export const entryNeeds = (gate: string): string => entries[gate] ?? asTitle(gate);

const entries: Readonly<Record<string, string>> = {
  audience: 'The account is in the audience',
  'account-deleted': 'The account still exists',
  'enrolled-before': 'The account may enter once more',
  'ended-before': 'The account is not in it already',
  'too-often': 'It was not enrolled again and again by journeys',
  closed: 'The journey is open to new accounts',
  excluded: 'No other journey shuts it out',
  full: 'There is room: so many accounts may enter in an hour',
  'too-early': 'Its day has come',
  'date-passed': 'Its date has not passed',
  'decided-before': 'It was not decided for that day before',
};

/** What a touch needs to go, by the rule that kept it. */
export const touchNeeds: Readonly<Record<TouchReason, string>> = {
  condition: 'Its condition holds',
  suppressed: 'The address takes mail',
  unsubscribed: 'The person wants mail of the topic',
  capped: 'The person has had little enough mail lately',
  'quiet-hours': 'It is daytime at the account',
  'no-recipient': 'Somebody at the account is in the audience',
  'bad-address': 'The address is valid',
  'same-mailbox': 'Nobody else gets it at the same address',
  unverified: 'The address is verified',
  exited: 'The account is still in the journey',
  'risk-task-open': 'No risk is open at the account',
  'other-journey': 'No journey with a higher priority holds it',
  excluded: 'No journey shuts this one out',
  paused: 'Neither journey, class nor account is paused',
  'past-date': 'Its day had not passed when the account entered',
  holdout: 'The account is not held out, to compare with',
  ambiguous: 'The mail service said whether the mail left',
  rescheduled: 'Its date has come',
  'missing-data': 'All values that it prints are known',
  rejected: 'The mail service took it',
  unavailable: 'The receiver answered',
};
