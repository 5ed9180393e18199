import { chooseVariant, heldOutBy } from '../../engine/definition/lots.ts';
import { liftInterval, type Reached } from '../../engine/numbers/lift-interval.ts';
import { ratioLevel, sampleRatio } from '../../engine/numbers/sample-ratio.ts';
import { seeded } from '../../engine/sample/random.ts';
import { policy } from '../../journeys/policy.ts';

/** How accounts are drawn into two groups: is this one in the group that is compared with? */
export interface Design {
  name: string;
  /** Percent of accounts. */
  against: number;
  isAgainst(account: string, world: number): boolean;
}

const variants = [
  { name: 'a', weight: 1, steps: [] },
  { name: 'b', weight: 1, steps: [] },
];

export const designs: readonly Design[] = [
  {
    name: 'experiment, 1 : 1',
    against: 50,
    isAgainst: (account, world) =>
      chooseVariant(account, `world-${world}`, { id: 'tone', variants, holdout: 0 }) === 'a',
  },
  ...[20, 10].map(holdout => ({
    name: `holdout, ${holdout} %`,
    against: holdout,
    isAgainst: (account: string, world: number) =>
      heldOutBy(account, { id: `world-${world}`, holdout, policy }) !== undefined,
  })),
];

export interface Worlds {
  worlds: number;
  /** Accounts that come in each world, one after the other, and after how many of them results are looked at. */
  accounts: number;
  lookEvery: number;
  /** Share of accounts that reach the goal, whichever group they are in. */
  rates: readonly number[];
  seed: number;
}

/** Of worlds in which the groups do not differ: how many said once, at whatever look, that they do. */
export interface Alarms {
  rate: number;
  /** That the goal is reached more often, or less often. */
  lifts: number;
  /** That the groups are not as large as they should be. */
  ratios: number;
}

/** Draws accounts as journeys draw them, lets each reach the goal by chance, and looks again and again. */
export const falseAlarmsIn = (design: Design, { worlds, accounts, lookEvery, rates, seed }: Worlds): Alarms[] => {
  const random = seeded(seed);
  const alarms = rates.map(rate => ({ rate, lifts: 0, ratios: 0 }));
  for (let world = 0; world < worlds; world++) {
    const drawn = Array.from({ length: accounts }, (_, index) => design.isAgainst(`account-${index}`, world));
    for (const alarm of alarms) {
      const seen = look(
        design,
        drawn.map(isAgainst => ({ isAgainst, reached: random.next() < alarm.rate })),
        lookEvery,
      );
      if (seen.lift) alarm.lifts += 1;
      if (seen.ratio) alarm.ratios += 1;
    }
  }
  return alarms;
};

const look = (
  { against }: Design,
  accounts: readonly { isAgainst: boolean; reached: boolean }[],
  lookEvery: number,
) => {
  const groups: Record<'true' | 'false', Reached> = { true: { reached: 0, of: 0 }, false: { reached: 0, of: 0 } };
  const alarmed = { lift: false, ratio: false };
  accounts.forEach(({ isAgainst, reached }, index) => {
    const group = groups[`${isAgainst}`];
    group.of += 1;
    group.reached += reached ? 1 : 0;
    if ((index + 1) % lookEvery > 0) return;
    const interval = liftInterval(groups.false, groups.true);
    const ratio = sampleRatio([
      { size: groups.true.of, weight: against },
      { size: groups.false.of, weight: 100 - against },
    ]);
    if (interval && (interval[0] > 0 || interval[1] < 0)) alarmed.lift = true;
    if (ratio !== null && ratio < ratioLevel) alarmed.ratio = true;
  });
  return alarmed;
};
