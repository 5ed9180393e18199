import { type ChildProcess, fork } from 'node:child_process';
import { getCompileCacheDir } from 'node:module';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { endWithUs } from '../../local/end-with-us.ts';
import { playValue, simulatedBy, type ValueSimulated, type ValueToPlay } from '../../playback/backtest/play-value.ts';
import type { RulePlay } from '../../playback/backtest/rule-play.ts';
import { playedFrom } from './last-play.ts';
import type { ValueMessage, ValuesToPlay } from './play-values-process.ts';
import { readRulePlay, rulePlayFile, writeRulePlay } from './rule-play-file.ts';

/** Starting a process takes about as long as playing this many events. */
const worthAProcess = 10_000;

/** Reuses cached plays and plays the other values: in this process if there are few events, else in child processes. */
export const playHereOrThere = async (
  here: Omit<ValueToPlay, 'value'>,
  there: ValuesToPlay,
  values: readonly number[],
  show: (done: number) => void,
): Promise<ValueSimulated[]> => {
  const { subject, parameter, recorded, seed } = here;
  const found: ValueSimulated[] = [];
  const left: number[] = [];
  const fileOf = (value: number) =>
    rulePlayFile(subject.change(parameter, value), { ...playedFrom(there.events), seed });
  const take = (value: number, played: RulePlay) => show(found.push(simulatedBy(subject, value, played)));
  for (const value of values) {
    const known = await readRulePlay(await fileOf(value));
    if (known) take(value, known);
    else left.push(value);
  }
  const keep = async (value: number, played: RulePlay): Promise<void> => {
    take(value, played);
    await writeRulePlay(await fileOf(value), played);
  };
  if (recorded.events.length * left.length > worthAProcess) await playValues(there, left, keep);
  else for (const value of left) await keep(value, await playValue({ ...here, value }));
  return found.sort((a, b) => a.value - b.value);
};

/** Plays values in one process per core; each process plays one value after another. */
const playValues = async (
  what: ValuesToPlay,
  values: readonly number[],
  keep: (value: number, played: RulePlay) => Promise<void>,
): Promise<void> => {
  const left = [...values];
  const workers = Array.from({ length: Math.min(availableParallelism(), values.length) }, () => work(what, left, keep));
  try {
    await Promise.all(workers.map(({ done }) => done));
  } finally {
    for (const { stop } of workers) stop();
  }
};

/** Takes values of the list until none is left. */
const work = (what: ValuesToPlay, left: number[], keep: (value: number, played: RulePlay) => Promise<void>) => {
  let kept = Promise.resolve();
  const child = start(what);
  const stop = () => void child.kill();
  const forget = endWithUs(stop);
  const done = new Promise<void>((resolve, reject) => {
    child.on('message', (said: ValueMessage) => {
      if ('failure' in said) return reject(Object.assign(new Error(said.failure), said));
      if ('value' in said) kept = kept.then(() => keep(said.value, said.played));
      const value = left.shift();
      if (value === undefined) kept.then(resolve, reject);
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
