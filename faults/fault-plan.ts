import { createHash } from 'node:crypto';
import type { Instant } from '../engine/kernel/instant.ts';
import type { Arriving, Disturbance } from '../engine/local/disturbance.ts';
import type { Invocation } from './processes.ts';

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

/** Function and account of the request, and its name: stable across runs. */
export interface Requested {
  arriving: Arriving;
  invocation: Invocation | undefined;
  account: string;
  /** By the virtual clock. */
  now: Instant;
}

export interface FaultPlan {
  /** The fault of a request. */
  request(requested: Requested): FaultKind | undefined;
  /** The fault of a finished invocation: its answer is lost, or it is invoked twice. */
  answer(invocation: Invocation, account: string): 'lost-invocation' | 'twice' | undefined;
}

export interface Shares {
  /** Share of requests that fail. */
  requests: number;
  /** Share of minutes in which a service is down. */
  outages: number;
  /** Share of invocations whose answer is lost, and of those made twice. */
  answers: number;
}

/**
 * Draws a fault from the seed and the request's identity: the n-th of that function for that account. So the same requests
 * get the same faults in any interleaving of accounts.
 */
export const seededFaults = (seed: string, { requests, outages, answers }: Shares): FaultPlan => {
  const counts = new Map<string, number>();
  const deaths = new Map<string, number>();
  const next = (name: string): number => {
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return count;
  };
  const draw = (...parts: (string | number)[]): number =>
    createHash('sha256')
      .update(JSON.stringify([seed, ...parts]))
      .digest()
      .readUInt32LE() /
    2 ** 32;
  /** A queue dead-letters a message after five failures, which is correct, so nothing dies three times in a row. */
  const mayDie = (name: string): boolean => (deaths.get(name) ?? 0) < 2;

  return {
    request: ({ arriving, invocation, account, now }) => {
      if (account !== '' && draw('outage', arriving.service, now.slice(0, 16)) < outages) return 'outage';
      const name = `${invocation?.function ?? arriving.caller} ${account}`;
      const count = next(name);
      if (draw(name, count) >= requests) return undefined;
      const kind = faultKinds[Math.floor(draw(name, count, 'kind') * faultKinds.length)];
      if (kind !== 'killed-before' && kind !== 'killed-after') return kind;
      if (!invocation || !mayDie(name)) return 'lost-answer';
      deaths.set(name, (deaths.get(name) ?? 0) + 1);
      return kind;
    },
    answer: (invocation, account) => {
      const name = `${invocation.function} ${account}`;
      const drawn = draw(name, next(`${name} answers`), 'answer');
      if (drawn < answers && mayDie(name)) {
        deaths.set(name, (deaths.get(name) ?? 0) + 1);
        return 'lost-invocation';
      }
      deaths.delete(name);
      return drawn > 1 - answers ? 'twice' : undefined;
    },
  };
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
