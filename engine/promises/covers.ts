import { alternativesOf } from '../journey/alternatives-of.ts';
import { sameData } from '../kernel/same-data.ts';
import type { EventTrigger } from '../triggers/event/trigger.ts';

/** True if every event that matches the first trigger also matches the second. */
export const isAlways = (one: EventTrigger, other: EventTrigger): boolean =>
  alternativesOf(one).every(each => alternativesOf(other).some(wider => isNarrower(each, wider)));

/** True if an event that matches the first trigger may also match the second. */
export const mayBe = (one: EventTrigger, other: EventTrigger): boolean =>
  alternativesOf(one).some(each => alternativesOf(other).some(({ event }) => event === each.event));

const isNarrower = (one: EventTrigger, other: EventTrigger): boolean =>
  one.event === other.event && other.where.every(test => one.where.some(each => sameData(each, test)));
