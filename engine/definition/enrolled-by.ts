import type { Instant } from '../kernel/instant.ts';
import { memoizeByObject } from '../kernel/memoize.ts';
import type { EventTrigger } from '../triggers/event/trigger.ts';
import * as outlines from '../triggers/outlines.ts';
import type { TriggerOutline } from '../triggers/trigger-outline.ts';
import type { Trigger, TriggerKind } from './trigger.ts';

/** The event that enrolls, with its alternatives, where one does. */
export const enrollingEvent = (trigger: Trigger): EventTrigger | undefined => triggerOutline(trigger).event?.(trigger);

/** The date of the account that enrolls, where one does. */
export const enrollingDate = (trigger: Trigger): { attribute: string; days: number } | undefined =>
  triggerOutline(trigger).date?.(trigger);

/** The first and the last moment, over all zones, at which accounts enter that are there already, where there is one. */
export const enrollingMoments = (trigger: Trigger): { first: Instant; last: Instant } | undefined =>
  triggerOutline(trigger).moments?.(trigger);

const triggerOutline = ({ kind }: Trigger): TriggerOutline<TriggerKind> => triggerOutlines[kind];

/** A kind without an outline is a type error here. Copied: V8 is slow to find exports of a module by name. */
const triggerOutlines: { readonly [Kind in TriggerKind]: TriggerOutline<Kind> } = { ...outlines };

/** A trigger and all that do just as well. */
export const alternativesIn = memoizeByObject((trigger: EventTrigger): readonly EventTrigger[] => [
  trigger,
  ...(trigger.alternatives ?? []).flatMap(each => alternativesIn(each)),
]);

/** Does any alternative name one of the events? Fields are not looked at. */
export const listensTo = (trigger: EventTrigger, events: readonly string[]): boolean =>
  alternativesIn(trigger).some(({ event }) => events.includes(event));
