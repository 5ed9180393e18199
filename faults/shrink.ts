import type { CaseWorld, Fault } from './play-case.ts';
import { type TriedCase, tryCase } from './try-case.ts';

/** A reduced failure: one account alone, and few faults that still break it. */
export interface Shrunk {
  account: string;
  faults: Fault[];
}

/** Limit of plays; each plays one account's months twice. */
const mostPlays = 30;

/**
 * Leaves out ever smaller groups of the faults of the first account that broke, as long as it still breaks. `undefined`
 * if it doesn't break alone.
 */
export const shrink = async (
  seed: number,
  number: number,
  { name, violations }: TriedCase,
  world: CaseWorld,
): Promise<Shrunk | undefined> => {
  const [found] = violations;
  // A dead-lettered message may name no account.
  if (found === undefined || found.account === '' || found.faults.length === 0) return undefined;
  const { account } = found;
  const time = Number(name.split(':').at(-1));
  let plays = 0;
  const breaks = async (faults: readonly Fault[]): Promise<Fault[] | undefined> => {
    plays += 1;
    const only = { time, account, faults: new Set(faults.map(fault => fault.name)) };
    const [tried] = await tryCase(seed, number, only, world);
    return tried && tried.violations.length > 0 ? tried.faults : undefined;
  };
  let faults = await breaks(found.faults);
  if (faults === undefined) return undefined;
  for (
    let size = Math.ceil(faults.length / 2);
    size >= 1 && plays < mostPlays;
    size = size === 1 ? 0 : Math.ceil(size / 2)
  ) {
    for (let begin = 0; begin < faults.length && plays < mostPlays; ) {
      const fewer: Fault[] | undefined = await breaks(faults.toSpliced(begin, size));
      if (fewer) faults = fewer;
      else begin += size;
    }
  }
  return { account, faults };
};
