import type { JourneyDefinition } from '../../definition/journey-definition.ts';
import type { Trigger } from '../../definition/trigger.ts';
import type { CalendarDate } from '../../kernel/instant.ts';
import type { EventTrigger } from '../../triggers/event/trigger.ts';
import { triggerKindOf } from '../../triggers/kind-of.ts';
import type { EventTriggerFields } from './fields-passing.ts';

/** The event that lets an account in: by its trigger, or what the trigger itself comes to. None where a day does. */
export const beginningBy = (
  { id, enroll }: Pick<JourneyDefinition, 'id' | 'enroll'>,
  event: EventTrigger | undefined,
  fields: EventTriggerFields,
): { name: string; fields: EventTriggerFields } | undefined =>
  event ? { name: event.event, fields } : triggerKindOf(enroll).exampleEvent?.(id);

/** The only day on which accounts may enter, where there is one. */
export const onlyDayOf = (trigger: Trigger): CalendarDate | undefined => {
  if (!('at' in trigger)) return undefined;
  return 'date' in trigger.at ? trigger.at.date : trigger.at.at.slice(0, 10);
};
