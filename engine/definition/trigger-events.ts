import { memoizeByObject } from '../kernel/memoize-by-object.ts';
import type { EventTrigger } from '../triggers/event/trigger.ts';

/** A trigger and all that do just as well. */
export const alternativesIn = memoizeByObject((trigger: EventTrigger): readonly EventTrigger[] => [
  trigger,
  ...(trigger.alternatives ?? []).flatMap(each => alternativesIn(each)),
]);

/** Does any alternative name one of the events? Fields are not looked at. */
export const listensTo = (trigger: EventTrigger, events: readonly string[]): boolean =>
  alternativesIn(trigger).some(({ event }) => events.includes(event));
