import { createDueHeap, type Timer } from './due-heap.ts';
import { createTurns } from './turns.ts';
import { installDate } from './virtual-date.ts';

export interface DueOptions {
  group?: string;
  key?: string;
  /** Recurs forever, so `nextDue` and `isQuiet` ignore it. */
  background?: boolean;
}

/** Time that passes only by `advanceTo`. All instants are milliseconds since the epoch. */
export interface VirtualClock {
  now(): number;
  /** Schedules `run`; an instant in the past counts as now. */
  at(instant: number, run: () => unknown, options?: DueOptions): Timer;
  cancel(due: Timer): void;
  /** Runs all timers due until then, and leaves the clock there. Calls run one after another. */
  advanceTo(instant: number): Promise<void>;
  /** When the next timer is due, background timers aside. */
  nextDue(): number | undefined;
  /** The clock is not advancing, and no timer is due now, background timers aside. */
  isQuiet(): boolean;
  /** See `Turns.exclusively`. */
  exclusively<T>(group: string | undefined, work: () => Promise<T>): Promise<T>;
  /** Makes this the clock of the process; the returned function restores the real one. */
  install(): () => void;
}

/** `concurrency`: how many groups due at one instant may overlap. */
export const createVirtualClock = (startAt: number, concurrency = 8): VirtualClock => {
  const foreground = createDueHeap();
  const background = createDueHeap();
  let now = startAt;
  let sequence = 0;
  let last: Promise<unknown> = Promise.resolve();
  let advancing = 0;

  const earliest = () => {
    const a = foreground.peek();
    const b = background.peek();
    if (!a || !b) return a ? foreground : background;
    return a.at < b.at || (a.at === b.at && a.sequence < b.sequence) ? foreground : background;
  };
  const takeDue = () => {
    const heap = earliest();
    const due = heap.peek();
    return due && due.at <= now ? heap.pop() : undefined;
  };
  const turns = createTurns(takeDue, concurrency);

  const advance = async (instant: number) => {
    for (let due = earliest().peek(); due && due.at <= instant; due = earliest().peek()) {
      now = Math.max(now, due.at);
      await turns.drain();
    }
    now = Math.max(now, instant);
  };

  return {
    now: () => now,
    at: (instant, run, { group, key = '', background: recurring = false } = {}) => {
      const due: Timer = { at: Math.max(instant, now), sequence: sequence++, group, key, run, canceled: false };
      (recurring ? background : foreground).push(due);
      return due;
    },
    cancel: due => {
      due.canceled = true;
    },
    advanceTo: instant => {
      advancing += 1;
      const done = last
        .then(() => advance(instant))
        .finally(() => {
          advancing -= 1;
        });
      last = done.catch(() => undefined);
      return done;
    },
    isQuiet: () => advancing === 0 && (foreground.peek()?.at ?? Number.POSITIVE_INFINITY) > now,
    nextDue: () => foreground.peek()?.at,
    exclusively: turns.exclusively,
    install: () => installDate(() => now),
  };
};
