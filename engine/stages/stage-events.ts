import { anyEvent, eventsOf } from '../conditions/evaluate-condition.ts';
import type { Stages } from '../definition/catalog.ts';

/**
 * Names of the events that may change an account's stage at once. What only time can change is looked at when due, and so is
 * what any event may change: to hear of that at once, all usage would have to be routed.
 */
export const stageEvents = (stages: Stages | undefined): ReadonlySet<string> => {
  if (stages === undefined) return none;
  const known = cached.get(stages);
  if (known) return known;
  const names = new Set(stages.rules.flatMap(({ when }) => eventsOf(when)).filter(name => name !== anyEvent));
  cached.set(stages, names);
  return names;
};

const none: ReadonlySet<string> = new Set();

/** The rules of a build never change; they are asked for every event that comes in. */
const cached = new WeakMap<Stages, ReadonlySet<string>>();
