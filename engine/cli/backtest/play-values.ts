import { type ChildProcess, fork } from 'node:child_process';
import { getCompileCacheDir } from 'node:module';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { endWithUs } from '../../local/end-with-us.ts';
import { playValue, type ValueSimulated, type ValueToPlay } from '../../playback/backtest/play-value.ts';
import type { ValueSaid, ValuesToPlay } from './play-values-process.ts';

/** Starting a process costs about as much as playing so many events. */
const worthAProcess = 10_000;

/** Plays in this process where there is little to play. */
export const playHereOrThere = async (
  here: Omit<ValueToPlay, 'value'>,
  there: ValuesToPlay,
  values: readonly number[],
  show: (done: number) => void,
): Promise<ValueSimulated[]> => {
  if (here.recorded.events.length * values.length > worthAProcess) return playValues(there, values, show);
  const found: ValueSimulated[] = [];
  for (const value of values) show(found.push(await playValue({ ...here, value })));
  return found;
};

/** Plays each value in a process of its own, as many at once as the machine has cores; a process plays one after another. */
const playValues = async (
  what: ValuesToPlay,
  values: readonly number[],
  show: (done: number) => void,
): Promise<ValueSimulated[]> => {
  const left = [...values];
  const found: ValueSimulated[] = [];
  const workers = Array.from({ length: Math.min(availableParallelism(), values.length) }, () =>
    work(what, left, simulated => show(found.push(simulated))),
  );
  try {
    await Promise.all(workers.map(({ done }) => done));
  } finally {
    for (const { stop } of workers) stop();
  }
  return found.sort((a, b) => a.value - b.value);
};

/** Takes values of the list until none is left. */
const work = (what: ValuesToPlay, left: number[], take: (simulated: ValueSimulated) => void) => {
  const child = start(what);
  const stop = () => void child.kill();
  const forget = endWithUs(stop);
  const done = new Promise<void>((resolve, reject) => {
    child.on('message', (said: ValueSaid) => {
      if ('failure' in said) return reject(Object.assign(new Error(said.failure), said));
      if ('value' in said) take(said);
      const value = left.shift();
      if (value === undefined) resolve();
      else child.send({ value });
    });
    child.on('error', reject);
    child.on('disconnect', () => reject(new Error('The play of a value broke off.')));
  }).finally(forget);
  return { done, stop };
};

const start = (what: ValuesToPlay): ChildProcess =>
  fork(fileURLToPath(new URL('./play-values-process.ts', import.meta.url)), [JSON.stringify(what)], {
    env: { ...process.env, NODE_COMPILE_CACHE: getCompileCacheDir() ?? process.env.NODE_COMPILE_CACHE },
  });
