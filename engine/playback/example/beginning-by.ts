import type { JourneyDefinition } from '../../definition/journey-definition.ts';
import type { Trigger } from '../../definition/trigger.ts';
import type { CalendarDate } from '../../kernel/instant.ts';
import type { EventTrigger } from '../../triggers/event/trigger.ts';
import { triggerKindOf } from '../../triggers/kind-of.ts';
import type { EventTriggerFields } from './fields-passing.ts';

/** The enrolling event: that of the event trigger, or the trigger kind's example. `undefined` if a date enrolls. */
export const beginningBy = (
  { id, enroll }: Pick<JourneyDefinition, 'id' | 'enroll'>,
  event: EventTrigger | undefined,
  fields: EventTriggerFields,
): { name: string; fields: EventTriggerFields } | undefined =>
  event ? { name: event.event, fields } : triggerKindOf(enroll).exampleEvent?.(id);

/** The only day on which accounts may enter, if the trigger has one. */
export const onlyDayOf = (trigger: Trigger): CalendarDate | undefined => {
  if (!('at' in trigger)) return undefined;
  return 'date' in trigger.at ? trigger.at.date : trigger.at.at.slice(0, 10);
};
