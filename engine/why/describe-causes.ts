import { evaluateEvent } from '../account/evaluate-event.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import { eventInWords } from '../journey/explain/words.ts';
import { ownMember } from '../kernel/own-member.ts';
import { triggerCauses, triggerWhyOf } from '../triggers/why-of.ts';

/** The trigger of an enrollment, as its timeline names it: `"account created"`, `its signal (its health is red)`, `its renewal date`. */
export const describeTrigger = (trigger: string, { enroll }: Pick<JourneyDefinition, 'enroll'>): string =>
  triggerWhyOf(enroll).tellCause?.(enroll, trigger) ?? describeEvent(trigger);

/** An event that a journey decided by. */
export const describeEvent = (event: string): string =>
  event === evaluateEvent ? 'time passing' : (ownMember(triggerCauses, event) ?? eventInWords(event));

/** How an account left a journey: `left on May 5 because of "subscription canceled"`. `when` follows `left`. */
export const describeExit = (reason: string, when = ''): string =>
  `left${when}${ownMember(exits, reason) ?? ` because of ${eventInWords(reason)}`}`;

const exits: Readonly<Record<string, string>> = {
  'signal.cleared': ', as what it entered for was over',
  stopped: ', as one of us stopped it',
};
