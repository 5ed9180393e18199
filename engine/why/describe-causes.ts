import { evaluateEvent } from '../account/evaluate-event.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import { eventInWords, inWords } from '../journey/explain/words.ts';
import { ownMember } from '../kernel/own-member.ts';
import { triggerCauses, triggerWhyOf } from '../triggers/why-of.ts';

/** The trigger of an enrollment, as its timeline names it: `"account created"`, `its signal (its health is red)`, `its renewal date`. */
export const describeTrigger = (trigger: string, { enroll }: Pick<JourneyDefinition, 'enroll'>): string =>
  triggerWhyOf(enroll).tellCause?.(enroll, trigger) ?? describeEvent(trigger);

/** An event that a journey decided by. */
export const describeEvent = (event: string): string =>
  event === evaluateEvent ? 'a regular check' : (ownMember(triggerCauses, event) ?? eventInWords(event));

/** How an account left a journey: `left on May 5 because of "subscription canceled"`, `left (not a fit)` by a step that ends it. `when` follows `left`. */
export const describeExit = (reason: string, when = ''): string =>
  `left${when}${ownMember(exits, reason) ?? (isOfStep(reason) ? ` (${inWords(reason)})` : ` because of ${eventInWords(reason)}`)}`;

/** Steps give reasons as they name steps. */
const isOfStep = (reason: string): boolean => /^[a-z0-9]+(-[a-z0-9]+)+$/.test(reason);

const exits: Readonly<Record<string, string>> = {
  'signal.cleared': ', as what it entered for was over',
  stopped: ', as one of us stopped it',
};
