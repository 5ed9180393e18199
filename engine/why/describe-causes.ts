import { evaluateEvent } from '../account/evaluate-event.ts';
import { enrollingDate } from '../definition/enrolled-by.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import { eventInWords, inWords } from '../journey/explain/words.ts';
import { ownMember } from '../kernel/own-member.ts';
import { triggerKindOf } from '../triggers/kind-of.ts';

/** The trigger of an enrollment, as its timeline names it: `"account created"`, `its signal (its health is red)`, `its renewal date`. */
export const describeTrigger = (trigger: string, { enroll }: Pick<JourneyDefinition, 'enroll'>): string =>
  trigger === enrollingDate(enroll)?.attribute
    ? `its ${inWords(trigger)}`
    : `${describeEvent(trigger)}${trigger === 'signal' ? ` (${triggerKindOf(enroll).tell(enroll)})` : ''}`;

/** An event that a journey decided by. */
export const describeEvent = (event: string): string => ownMember(own, event) ?? eventInWords(event);

const own: Readonly<Record<string, string>> = {
  signal: 'its signal',
  campaign: 'its moment, which had come',
  enroll: 'another journey, or by hand',
  'daymark.enroll': 'another journey, or by hand',
  [evaluateEvent]: 'time passing',
};

/** How an account left a journey: `left on May 5 because of "subscription canceled"`. `when` follows `left`. */
export const describeExit = (reason: string, when = ''): string =>
  `left${when}${ownMember(exits, reason) ?? ` because of ${eventInWords(reason)}`}`;

const exits: Readonly<Record<string, string>> = {
  'signal.cleared': ', as what it entered for was over',
  stopped: ', as one of us stopped it',
};
