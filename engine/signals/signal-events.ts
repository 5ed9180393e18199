import { anyEvent, eventsOf } from '../conditions/evaluate-condition.ts';
import { memoizeByObject } from '../kernel/memoize.ts';
import type { SignalTrigger } from '../triggers/signal/trigger.ts';

/**
 * Names of the events that may make the signal fire or re-arm at once. What only time can change is looked at when due, and so
 * is what any event may change: to hear of that at once, all usage would have to be routed.
 */
export const signalEvents = memoizeByObject(({ when, rearm, period }: SignalTrigger): ReadonlySet<string> => {
  const names = period ? [] : [...eventsOf(when), ...(rearm ? eventsOf(rearm) : [])];
  return new Set(names.filter(name => name !== anyEvent));
});
