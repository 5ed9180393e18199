import type { EventTrigger } from '../triggers/event/trigger.ts';
import type { MessageClass } from './policy.ts';

/** Touches that a promise counts: all of a channel, of a class, or of both. */
export interface CountedTouches {
  channel?: string;
  class?: MessageClass;
}

/** An action of a journey. */
export interface Deed {
  does: 'touch' | 'task';
  step: string;
}

/** The kinds of promises, by their name, as data. Days are dates in the account's zone. */
export interface PromiseKinds {
  /** In any `days` dates that follow each other, no contact gets more than `most` of the touches. */
  atMost: { kind: 'atMost'; most: number; of: CountedTouches; days: number };
  /** Once the event has happened, this does not happen any more. */
  never: { kind: 'never'; what: Deed; after: EventTrigger };
  /** Once the event has happened, this happens, or has happened: at the latest `days` dates later, where they are given. */
  always: { kind: 'always'; on: EventTrigger; leadsTo: Deed; days?: number; unless: readonly EventTrigger[] };
}

export type PromiseKind = keyof PromiseKinds;
export type PromiseOf<Kind extends PromiseKind> = PromiseKinds[Kind];

/** An invariant of each enrollment of a journey, which `daymark check` proves. It changes nothing that a journey does. */
export type JourneyPromise = PromiseOf<PromiseKind>;

/** The action that a promise is about, if any. */
export const deedOf = (promise: JourneyPromise): Deed | undefined => {
  if ('what' in promise) return promise.what;
  return 'leadsTo' in promise ? promise.leadsTo : undefined;
};

/** The events in a promise, by the word they follow. */
export const eventsNamedBy = (promise: JourneyPromise): { at: string; trigger: EventTrigger }[] => {
  if ('after' in promise) return [{ at: 'after', trigger: promise.after }];
  if ('unless' in promise)
    return [{ at: 'always', trigger: promise.on }, ...promise.unless.map(trigger => ({ at: 'unless', trigger }))];
  return [];
};
