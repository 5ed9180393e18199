import { type Instant, instant } from '../../kernel/instant.ts';
import type { LocalCloud } from '../local-cloud.ts';
import type { Gate } from './gate.ts';

/** How often the clock checks whether something is due, in milliseconds. */
const tick = 25;

/** How far the cloud may lag behind while nothing is due, in milliseconds. */
const mostBehind = 100;

/** A clock that runs with real time from the cloud's current instant, and jumps ahead on request. */
export interface MovableClock {
  now(): Instant;
  /** Advances the cloud to `now()`, and so runs all that is due. */
  follow(): Promise<void>;
  start(): void;
  /** @throws Error for an instant in the past */
  moveTo(target: Instant): Promise<void>;
  stop(): Promise<void>;
  /** As `stop`, without waiting for running work: for callers that hold the gate, where `stop` would deadlock. */
  halt(): void;
}

export const movableClock = (cloud: Pick<LocalCloud, 'now' | 'advanceTo' | 'nextDue'>, gate: Gate): MovableClock => {
  let offset = Date.parse(cloud.now()) - performance.now();
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let playing: Promise<unknown> = Promise.resolve();
  const now = (): Instant => instant(performance.now() + offset);
  let followedAt = Number.NEGATIVE_INFINITY;
  const isTime = (): boolean => {
    const due = cloud.nextDue();
    return (due !== undefined && due <= now()) || performance.now() - followedAt >= mostBehind;
  };
  const follow = (): Promise<void> => {
    followedAt = performance.now();
    const done = gate.enter(async () => {
      if (!isStopped) await cloud.advanceTo(now());
    });
    playing = done.catch((error: unknown) => console.error(error));
    return done;
  };
  return {
    now,
    follow,
    start: () => {
      timer = setInterval(() => {
        if (isTime()) void follow().catch(() => undefined);
      }, tick);
    },
    moveTo: async target => {
      const from = now();
      if (target < from) throw new Error(`The clock only goes forward, and stands at ${from}.`);
      offset += Date.parse(target) - Date.parse(from);
      await follow();
    },
    stop: async () => {
      clearInterval(timer);
      await playing;
    },
    halt: () => {
      isStopped = true;
      clearInterval(timer);
    },
  };
};
