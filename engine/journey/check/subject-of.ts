import type { Condition } from '../../definition/condition.ts';
import type { JourneyDefinition } from '../../definition/journey-definition.ts';
import type { Trigger } from '../../definition/trigger.ts';
import type { EventTrigger } from '../../triggers/event/trigger.ts';
import { alternativesOf } from '../alternatives-of.ts';
import { flattenSteps } from '../flatten-steps.ts';
import { partsOf } from '../parts-of.ts';
import type { Subject, Written } from './subject.ts';

const signalConditions = (enroll: Trigger): Written<{ condition: Condition }>[] =>
  enroll.kind === 'signal'
    ? [
        { at: 'enroll when', condition: enroll.when },
        ...(enroll.rearm ? [{ at: 'enroll rearm', condition: enroll.rearm }] : []),
      ]
    : [];

const enrollingEvents = (enroll: Trigger): readonly EventTrigger[] => {
  if (enroll.kind === 'event') return alternativesOf(enroll);
  return enroll.kind === 'signal' ? [{ kind: 'event', event: 'signal.fired', where: [] }] : [];
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
      ...signalConditions(journey.enroll),
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
      ...(journey.enroll.kind === 'event' ? enrolledBy : []).map(trigger => ({ at: 'enroll', trigger })),
      ...exitedBy.map(trigger => ({ at: 'exit', trigger })),
      ...places.flatMap(({ step, parts }) =>
        parts.triggers.flatMap(({ arm, trigger }) =>
          alternativesOf(trigger).map(each => ({ step: step.id, at: arm ? `arm "${arm}"` : 'early', trigger: each })),
        ),
      ),
    ],
  };
};
