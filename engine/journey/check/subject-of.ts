import { enrollingEvent } from '../../definition/enrolled-by.ts';
import type { JourneyDefinition } from '../../definition/journey-definition.ts';
import { eventsNamedBy } from '../../definition/promise.ts';
import type { Trigger } from '../../definition/trigger.ts';
import type { EventTrigger } from '../../triggers/event/trigger.ts';
import { triggerKindOf } from '../../triggers/kind-of.ts';
import { alternativesOf } from '../alternatives-of.ts';
import { flattenSteps } from '../flatten-steps.ts';
import { partsOf } from '../parts-of.ts';
import type { Subject } from './subject.ts';

/** The events that enroll as they are, and those that Daymark makes when something else does. */
const enrollingEvents = (enroll: Trigger): readonly EventTrigger[] => {
  const event = enrollingEvent(enroll);
  return event ? alternativesOf(event) : (triggerKindOf(enroll).enrollsAs ?? []);
};

export const subjectOf = (journey: JourneyDefinition): Subject => {
  const places = flattenSteps(journey.steps).map(place => ({ ...place, parts: partsOf(place.step) }));
  const enrolledBy = enrollingEvents(journey.enroll);
  const exitedBy = journey.exit.flatMap(alternativesOf);
  return {
    journey,
    places,
    enrolledBy,
    exitedBy,
    conditions: [
      ...Object.entries(triggerKindOf(journey.enroll).conditions?.(journey.enroll) ?? {}).map(([name, condition]) => ({
        at: `enroll ${name}`,
        condition,
      })),
      ...(journey.audience ? [{ at: 'audience', condition: journey.audience }] : []),
      ...(journey.goal ? [{ at: 'goal', condition: journey.goal }] : []),
      ...places.flatMap(({ step, parts }) =>
        Object.entries(parts.conditions).map(([at, condition]) => ({ step: step.id, at, condition })),
      ),
    ],
    values: places.flatMap(({ step, parts }) =>
      Object.entries(parts.values).map(([name, value]) => ({ step: step.id, at: `data "${name}"`, value })),
    ),
    triggers: [
      ...(enrollingEvent(journey.enroll) ? enrolledBy : []).map(trigger => ({ at: 'enroll', trigger })),
      ...(journey.promises ?? [])
        .flatMap(eventsNamedBy)
        .flatMap(({ at, trigger }) => alternativesOf(trigger).map(each => ({ at: `promise ${at}`, trigger: each }))),
      ...exitedBy.map(trigger => ({ at: 'exit', trigger })),
      ...places.flatMap(({ step, parts }) =>
        parts.triggers.flatMap(({ arm, trigger }) =>
          alternativesOf(trigger).map(each => ({ step: step.id, at: arm ? `arm "${arm}"` : 'early', trigger: each })),
        ),
      ),
    ],
  };
};
