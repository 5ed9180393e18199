import type { JourneyDefinition } from '../../definition/journey-definition.ts';
import type { Trigger, TriggerKind } from '../../definition/trigger.ts';
import type { CalendarDate } from '../../kernel/instant.ts';
import type { EventTrigger } from '../../triggers/event/trigger.ts';
import type { EventTriggerFields } from './fields-passing.ts';

/** The event that lets an account in: by its trigger, or what the trigger itself comes to. None where a day does. */
export const beginningBy = (
  { id, enroll }: Pick<JourneyDefinition, 'id' | 'enroll'>,
  event: EventTrigger | undefined,
  fields: EventTriggerFields,
): { name: string; fields: EventTriggerFields } | undefined =>
  event ? { name: event.event, fields } : byKind[enroll.kind](id);

const byKind: Readonly<
  Record<TriggerKind, (journey: string) => { name: string; fields: EventTriggerFields } | undefined>
> = {
  event: () => undefined,
  date: () => undefined,
  campaign: () => undefined,
  signal: signal => ({ name: 'signal.fired', fields: { signal } }),
  manual: journey => ({ name: 'daymark.enroll', fields: { journey } }),
};

/** The only day on which accounts may enter, where there is one. */
export const onlyDayOf = (trigger: Trigger): CalendarDate | undefined => {
  if (!('at' in trigger)) return undefined;
  return 'date' in trigger.at ? trigger.at.date : trigger.at.at.slice(0, 10);
};
