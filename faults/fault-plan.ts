import { hash } from 'node:crypto';
import type { Instant } from '../engine/kernel/instant.ts';
import { memoize } from '../engine/kernel/memoize.ts';
import type { AwsCall } from '../engine/local/aws-call.ts';
import type { Disturbance } from '../engine/local/disturbance.ts';
import { type ArrivalFault, type ArrivalShares, arrivalsOf, burstName, type DrawnArrival } from './arrivals.ts';
import type { Invocation } from './processes.ts';
import type { Happening } from './random-events.ts';

export const faultKinds = [
  'lost-request',
  'lost-answer',
  'failed-before',
  'failed-after',
  'throttled',
  'late',
  'killed-before',
  'killed-after',
] as const;
export type FaultKind = (typeof faultKinds)[number] | 'outage';

/** Faults of invocations that succeeded. */
export type AnswerFault = 'lost-invocation' | 'twice';

/** A request with its function and account, which are stable across runs. */
export interface Requested {
  arriving: AwsCall;
  invocation: Invocation | undefined;
  account: string;
  /** Its client retries if nothing was done. */
  triesAgain: boolean;
  /** By the virtual clock. */
  now: Instant;
}

/**
 * A call by the clock is made three times, and its third must not be lost: what comes six hours later comes after other
 * events.
 */
const mostDisturbedTries = ({ event }: Invocation): number => (isByClock(event) ? 2 : 3);

const isByClock = (event: unknown): boolean =>
  (event as { 'detail-type'?: unknown } | undefined)?.['detail-type'] === 'Scheduled Event';

/** Faults that a client overcomes by retrying. */
const overcomeKinds: readonly FaultKind[] = ['lost-request', 'failed-before', 'throttled', 'late'];

export const noMailEvents = 'no-mail-events';

/** Faults of requests, of answers, of arriving events, and of mails without feedback. */
export type AnyFault = FaultKind | AnswerFault | ArrivalFault | typeof noMailEvents;

/** `name` identifies where it hits, and is the same in each play of the case. */
export interface Drawn<Kind> {
  kind: Kind;
  name: string;
}

export interface FaultPlan {
  /** The fault of a request. */
  request(requested: Requested): Drawn<FaultKind> | undefined;
  /** The fault of an invocation that succeeded: its answer is lost, or it is invoked twice. */
  answer(invocation: Invocation, account: string): Drawn<AnswerFault> | undefined;
  /** When events arrive. */
  arrivals(happenings: readonly Happening[]): DrawnArrival[];
  /** SES publishes no feedback on accepted mail. */
  hasNoMailEvents: boolean;
}

export interface Shares extends ArrivalShares {
  /** Share of requests that fail. */
  requests: number;
  /** Share of minutes in which a service is down. */
  outages: number;
  /** Share of invocations whose answer is lost, and of those made twice. */
  answers: number;
  /** Share of plays in which SES publishes no events of mails. */
  silence: number;
}

/**
 * Draws a fault from the seed and the request's identity, the n-th of that function for that account, so that the same
 * requests get the same faults in any interleaving of accounts. `only`: names of the only faults to use.
 */
export const seededFaults = (
  seed: string,
  { requests, outages, answers, silence, ...shares }: Shares,
  only?: ReadonlySet<string>,
): FaultPlan => {
  const counts = new Map<string, number>();
  const deaths = new Map<string, number>();
  /** By message, or by function and account. */
  const tries = new Map<string, Set<Invocation>>();
  const next = (name: string): number => {
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return count;
  };
  const draw = (...parts: (string | number)[]): number =>
    hash('sha256', JSON.stringify([seed, ...parts]), 'buffer').readUInt32LE() / 2 ** 32;
  /**
   * A queue gives up a message after five failures, which is correct, so its fourth try meets only what it overcomes.
   * Messages of an account take turns: what one succeeds at says nothing of the tries of another.
   */
  const isSpared = (worker: string, invocation: Invocation | undefined): boolean => {
    if (invocation === undefined) return false;
    const seen = triedIn(worker, invocation).map(name => {
      const all = (tries.get(name) ?? new Set()).add(invocation);
      tries.set(name, all);
      return all.size;
    });
    return Math.max(...seen) > mostDisturbedTries(invocation);
  };
  /** Limits deaths in a row to two. */
  const mayDie = (name: string): boolean => (deaths.get(name) ?? 0) < 2;

  const isLeftOut = (name: string): boolean => only !== undefined && !only.has(name);

  const isDown = memoize((minute: string): boolean => draw('outage', minute) < outages);

  const kindOf = (worker: string, of: string, invocation: Invocation | undefined): FaultKind | undefined => {
    const kind = faultKinds[Math.floor(draw(of, 'kind') * faultKinds.length)];
    if (kind !== 'killed-before' && kind !== 'killed-after') return kind;
    if (!invocation || !mayDie(worker)) return 'lost-answer';
    deaths.set(worker, (deaths.get(worker) ?? 0) + 1);
    return kind;
  };

  return {
    request: ({ arriving, invocation, account, triesAgain, now }) => {
      const of = `${invocation?.function ?? arriving.caller} ${account}`;
      const spared = isSpared(of, invocation);
      if (spared && !triesAgain) return undefined;
      const minute = `${arriving.service}@${now.slice(0, 16)}`;
      if (!spared && account !== '' && isDown(minute) && !isLeftOut(minute)) return { kind: 'outage', name: minute };
      const name = `${of}#${next(of)}`;
      if (draw(name) >= requests || isLeftOut(name)) return undefined;
      const kind = spared
        ? overcomeKinds[Math.floor(draw(name, 'kind') * overcomeKinds.length)]
        : kindOf(of, name, invocation);
      return kind && { kind, name };
    },
    answer: (invocation, account) => {
      const of = `${invocation.function} ${account}`;
      const name = `${of}!${next(`${of}!`)}`;
      const drawn = isLeftOut(name) ? 0.5 : draw(name);
      if (drawn < answers && mayDie(of) && !isSpared(of, invocation)) {
        deaths.set(of, (deaths.get(of) ?? 0) + 1);
        return { kind: 'lost-invocation', name };
      }
      // The second call counts as another attempt, so that failures stay below the queue's limit.
      if (drawn > 1 - answers) return { kind: 'twice', name };
      deaths.delete(of);
      for (const tried of triedIn(of, invocation)) tries.delete(tried);
      return undefined;
    },
    arrivals: happenings => {
      const disturbed = happenings.filter(happening => !isLeftOut(burstName(happening)));
      const others = happenings.filter(happening => isLeftOut(burstName(happening)));
      return [...arrivalsOf(disturbed, shares, seed), ...arrivalsOf(others)];
    },
    hasNoMailEvents: draw(noMailEvents) < silence && !isLeftOut(noMailEvents),
  };
};

/** The units of an invocation's work: the messages of its batch, or the function and account. */
const triedIn = (worker: string, { event }: Pick<Invocation, 'event'>): string[] => {
  const { Records = [] } = (event ?? {}) as { Records?: { messageId?: string }[] };
  const messages = Records.flatMap(({ messageId }) => (messageId === undefined ? [] : [messageId]));
  return messages.length > 0 ? messages.map(id => `message ${id}`) : [worker];
};

export const disturbanceOf = (kind: FaultKind, done: () => void): Disturbance => {
  switch (kind) {
    case 'late':
      return { kind, milliseconds: 10 };
    case 'killed-before':
      return { kind: 'lost-request', done };
    case 'killed-after':
      return { kind: 'lost-answer', done };
    case 'outage':
      return { kind: 'failed-before' };
    default:
      return { kind };
  }
};
