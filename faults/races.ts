import { evaluateEvent } from '../engine/account/evaluate-event.ts';
import { longestDelay } from './compare.ts';
import type { Invocation } from './processes.ts';

/**
 * Accounts for which, undisturbed, a wait ends within the longest delay of a sender's event or a scheduled call: a
 * delay may rightly change which comes first. Events and schedules are drawn half an hour apart, and are late by
 * minutes at most. Or a step judges a condition right before a further event, which a later judgment would know.
 */
export interface Races {
  /** An invocation for this account ended. `at`: virtual time, in milliseconds. */
  ended(invocation: Invocation, account: string, at: number): void;
  raced(): ReadonlySet<string>;
}

interface Moments {
  /** Events of our own steps, which come with them. */
  own: number[];
  events: number[];
  clock: number[];
  waits: number[];
  /** When steps judged a condition. */
  judged: number[];
}

export const watchRaces = (): Races => {
  const moments = new Map<string, Moments>();
  /** When an enrollment of the account was last at work. */
  const lastAt = new Map<string, number>();
  return {
    ended: ({ function: name, event }, account, at) => {
      const own = moments.get(account) ?? { own: [], events: [], clock: [], waits: [], judged: [] };
      moments.set(account, own);
      if (name === 'route-events') own[routedBy(event)].push(at);
      const { enrollment, step } = (event ?? {}) as { enrollment?: string; step?: object };
      if (enrollment === undefined) return;
      if (step && ('when' in step || 'unless' in step || 'cases' in step)) own.judged.push(at);
      const worker = `${account} ${enrollment}`;
      if (at - (lastAt.get(worker) ?? at) > atOnce) own.waits.push(at);
      lastAt.set(worker, at);
    },
    raced: () => new Set([...moments].flatMap(([account, own]) => (isRaced(own) ? [account] : []))),
  };
};

/** In milliseconds: a wait that ends this close to an event is its effect. */
const atOnce = 60_000;

/** A wait that ends at the time of a scheduled call is seldom ended by it, so it counts as a race. */
const isRaced = ({ events, clock, waits, judged }: Moments): boolean =>
  judged.some(judgment => events.some(at => at > judgment && at - judgment < atOnce)) ||
  waits.some(
    wait =>
      clock.some(at => Math.abs(at - wait) < longestDelay * 1000) ||
      events.some(at => Math.abs(at - wait) > atOnce && Math.abs(at - wait) < longestDelay * 1000),
  );

const routedBy = (event: unknown): keyof Moments => {
  const { Records: [record] = [] } = event as { Records?: { body: string }[] };
  const { name, source } = JSON.parse(record?.body ?? '{}') as { name?: string; source?: string };
  if (name === evaluateEvent) return 'clock';
  return source === 'daymark' ? 'own' : 'events';
};
