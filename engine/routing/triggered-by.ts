import { byHand } from '../account/enrollment.ts';
import type { DomainEvent } from '../account/event.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import type { Triggered, TriggerInput, TriggerTurn } from '../triggers/trigger-turn.ts';
import { triggerTurnOf } from '../triggers/turn-of.ts';
import { keyOfEnrollment } from './reenroll.ts';

export type KeyedTrigger = Triggered & { key: string };

type NotTriggered = Extract<ReturnType<TriggerTurn<'date'>['triggered']>, { not: string }>;

/** The trigger's answer to an event, with the key of the enrollment; undefined where the trigger does not listen to the event. */
export const triggeredBy = (
  journey: JourneyDefinition,
  event: DomainEvent,
  known: Pick<TriggerInput, 'snapshot' | 'profileBefore' | 'now'>,
): KeyedTrigger | NotTriggered | undefined => {
  const { enroll } = journey;
  if (event.name === 'daymark.enroll') {
    if (event.fields.journey !== journey.id) return undefined;
    const { journey: _, ...fields } = event.fields;
    return { key: keyOfEnrollment(journey.reenroll, { ...event, fields }), event: byHand, fields };
  }
  const found = triggerTurnOf(enroll).triggered(enroll, { journey: journey.id, event, ...known });
  if (found === undefined || 'not' in found) return found;
  return { ...found, key: found.key ?? keyOfEnrollment(journey.reenroll, event) };
};
