import { anyEvent, eventsOf } from '../conditions/evaluate-condition.ts';
import type { SignalTrigger } from '../triggers/signal/trigger.ts';

/**
 * Names of the events that may make the signal fire or re-arm at once. What only time can change is looked at when due, and so
 * is what any event may change: to hear of that at once, all usage would have to be routed.
 */
export const signalEvents = (trigger: SignalTrigger): ReadonlySet<string> => {
  const known = cached.get(trigger);
  if (known) return known;
  const { when, rearm, period } = trigger;
  const names = period ? [] : [...eventsOf(when), ...(rearm ? eventsOf(rearm) : [])];
  const looked = new Set(names.filter(name => name !== anyEvent));
  cached.set(trigger, looked);
  return looked;
};

/** Journeys never change; they are asked for every event that comes in. */
const cached = new WeakMap<SignalTrigger, ReadonlySet<string>>();
