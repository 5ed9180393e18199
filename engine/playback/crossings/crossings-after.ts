import type { GuardVerdict } from '../../account/telemetry-guard.ts';
import { sameData } from '../../kernel/same-data.ts';
import { type DayFigures, mayBrake } from '../../sending/brake.ts';
import {
  addedDays,
  askedAfter,
  type Crossings,
  type CrossingsPart,
  firstAskers,
  type LastingAnswer,
  type OwnCrossings,
  orderedCrossings,
} from './crossings.ts';
import { loadsAfter } from './loads-after.ts';
import { mediansAfter } from './medians-after.ts';

/**
 * What crosses accounts in a play of all (`all`) in which some do what they did in `again`. Accounts that were told
 * otherwise of the others than they would be in it (`stale`) must be played again, with what it has; where there are none,
 * it is the play of all: by induction over time, each account reads what the others write, and does what it did.
 * @param answered the play that answered them in `again`, where that is not `all`
 */
export const crossingsAfter = (
  all: Crossings,
  again: Crossings,
  accounts: ReadonlySet<string>,
  answered: Crossings = all,
): CrossingsPart<{ crossings: Crossings }> => {
  const own = new Map([
    ...[...all.own].filter(([account]) => !accounts.has(account)),
    ...[...again.own].filter(([account]) => accounts.has(account)),
  ]);
  const writesOf = ({ own }: Crossings, account: string) => own.get(account)?.writes ?? '';
  if ([...accounts].some(account => writesOf(all, account) !== writesOf(again, account)))
    return { whole: 'the check for missing usage data or the room in campaigns may come out otherwise' };
  const verdicts = verdictsAfter(all, again, accounts);
  if ('whole' in verdicts) return verdicts;
  if ([own, all.own].some(owns => mayBrake(daysOf([...owns.values()]))))
    return { whole: 'a journey sends so much that it may be paused' };
  const loads = loadsAfter(all, again, accounts, answered);
  if ('whole' in loads) return loads;
  const medians = mediansAfter(all, again, accounts);
  if ('whole' in medians) return medians;
  return {
    crossings: orderedCrossings({ own, loads: loads.loads, medians: medians.medians, verdicts: verdicts.verdicts }),
    stale: loads.stale.union(medians.stale),
  };
};

/** A verdict is made when it is first asked for: with other first askers it might be made of other counts. */
const verdictsAfter = (
  all: Crossings,
  again: Crossings,
  accounts: ReadonlySet<string>,
): { verdicts: Map<string, LastingAnswer<GuardVerdict>> } | { whole: string } => {
  const verdicts = new Map<string, LastingAnswer<GuardVerdict>>();
  for (const [key, asked] of askedAfter(all.verdicts, again.verdicts, accounts)) {
    const was = all.verdicts.get(key);
    if (!was || !sameData(firstAskers(asked), firstAskers(was.asked)))
      return { whole: 'the check for missing usage data is asked for at other times' };
    verdicts.set(key, { value: was.value, asked });
  }
  return { verdicts };
};

/** The days of each journey, summed over accounts. */
const daysOf = (all: readonly OwnCrossings[]): DayFigures[][] => {
  const journeys = Map.groupBy(
    all.flatMap(({ sends }) => [...sends]),
    ([journey]) => journey,
  );
  return [...journeys.values()].map(those => [
    ...addedDays(
      new Map(),
      those.flatMap(([, days]) => [...days]),
    ).values(),
  ]);
};
