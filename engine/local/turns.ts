import type { Timer } from './due-heap.ts';

/** Runs all that is due at one instant. */
export interface Turns {
  /** Resolves when nothing is due, including timers that became due meanwhile. */
  drain(): Promise<void>;
  /** Runs a group's `work` while no other group runs, in the order of the groups' names; at once if it has no turn. */
  exclusively<T>(group: string | undefined, work: () => Promise<T>): Promise<T>;
}

interface Held {
  group: string;
  work: () => Promise<unknown>;
  answer(outcome: PromiseSettledResult<unknown>): void;
}

/**
 * Runs up to `limit` groups at once, and the timers of a group in order. Timers without a group, and exclusive work,
 * run alone once every group has ended or waits for its own exclusive work. So the outcome depends on the groups' names
 * and never on their speed.
 */
export const createTurns = (take: () => Timer | undefined, limit: number): Turns => {
  const lines = new Map<string, Timer[]>();
  let ready: string[] = [];
  let nextReady = 0;
  let alone: Timer[] = [];
  let held: Held[] = [];
  let running = 0;
  let starting = false;
  let drained: PromiseWithResolvers<void> | undefined;
  let faults: unknown[] = [];

  const drain = () => {
    drained = Promise.withResolvers();
    const { promise } = drained;
    proceed();
    return promise;
  };

  const proceed = () => {
    if (starting) return;
    starting = true;
    collect();
    while (running < limit && nextReady < ready.length) {
      const group = ready[nextReady++] as string; // nextReady < length
      running += 1;
      runLine(group, lines.get(group) ?? []);
      collect();
    }
    starting = false;
    if (running > 0 || nextReady < ready.length) return;
    ready = [];
    nextReady = 0;
    if (alone.length > 0 || held.length > 0) void runAlone();
    else if (faults.length === 0) drained?.resolve();
    else {
      drained?.reject(faults[0]);
      faults = [];
    }
  };

  const collect = () => {
    for (let due = take(); due; due = take()) {
      if (due.group === undefined) alone.push(due);
      else if (lines.has(due.group)) lines.get(due.group)?.push(due);
      else {
        lines.set(due.group, [due]);
        ready.push(due.group);
      }
    }
  };

  /** Stays synchronous as long as the timers do: plays run no-op tasks by the hundred thousand. */
  const runLine = (group: string, line: Timer[]) => {
    for (let due = line.shift(); due; due = line.shift()) {
      const result = run(due);
      if (result instanceof Promise) {
        result.catch(fault).then(() => {
          collect();
          runLine(group, line);
        });
        return;
      }
      collect();
    }
    lines.delete(group);
    running -= 1;
    proceed();
  };

  const runAlone = async () => {
    running += 1;
    const dues = alone.sort((a, b) => compare(a.key, b.key) || a.sequence - b.sequence);
    const calls = held.sort((a, b) => compare(a.group, b.group));
    alone = [];
    held = [];
    for (const due of dues) await Promise.resolve(run(due)).catch(fault);
    const outcomes: PromiseSettledResult<unknown>[] = [];
    for (const call of calls) outcomes.push(...(await Promise.allSettled([call.work()])));
    running += calls.length - 1;
    calls.forEach((call, index) => {
      const outcome = outcomes[index];
      if (outcome) call.answer(outcome);
    });
    proceed();
  };

  const exclusively = <T>(group: string | undefined, work: () => Promise<T>): Promise<T> => {
    if (group === undefined || !lines.has(group)) return work();
    return new Promise<T>((resolve, reject) => {
      held.push({
        group,
        work,
        answer: outcome => (outcome.status === 'fulfilled' ? resolve(outcome.value as T) : reject(outcome.reason)),
      });
      running -= 1;
      proceed();
    });
  };

  const run = (due: Timer): unknown => {
    try {
      return due.canceled ? undefined : due.run();
    } catch (error) {
      return fault(error);
    }
  };

  /** Thrown to the caller that advances the clock: scheduled work handles its own failures, so this is a bug. */
  const fault = (error: unknown) => void faults.push(error);

  return { drain, exclusively };
};

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
