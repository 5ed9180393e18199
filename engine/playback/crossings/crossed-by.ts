import { type DayFigures, mayBrake } from '../../sending/brake.ts';
import { addedDays, answersOf, type Crossings, type OwnCrossings, type SharedRead } from './crossings.ts';
import { loadsAfter } from './loads-after.ts';

/**
 * How accounts that were played again concern others, by what crossed in a play of all (`before`) and in theirs
 * (`after`); undefined if they do not. By induction over time: as long as they write what they wrote before, but for tasks
 * whose number changes no decision (`loadsAfter`), all other accounts do what they did, and these read what they would in
 * a play of all.
 * @param answered the play that answered them, where that is not `before`
 */
export const crossedBy = (
  before: Crossings,
  after: Crossings,
  accounts: ReadonlySet<string>,
  answered: Crossings = before,
): string | undefined => {
  const pairs = [...accounts].map(account => [before.own.get(account), after.own.get(account)] as const);
  if (pairs.some(([was, is]) => (was?.writes ?? '') !== (is?.writes ?? '')))
    return 'medians of plans, the check for missing usage data or the room in campaigns may come out otherwise';
  const answers = answersOf(before, after, accounts);
  if ([...answers].some(([key, { asked }]) => firstAskers(asked) !== firstAskers(before.answers.get(key)?.asked ?? [])))
    return 'medians of plans or the check for missing usage data are asked for at other times';
  const loads = loadsAfter(before, after, accounts, answered);
  if ('whole' in loads) return loads.whole;
  const others = [...before.own].flatMap(([account, own]) => (accounts.has(account) ? [] : [own]));
  const now = [...others, ...pairs.flatMap(([, is]) => is ?? [])];
  return [now, [...before.own.values()]].some(all => mayBrake(daysOf(all)))
    ? 'a journey sends so much that it may be paused'
    : undefined;
};

/** It is made when it is first asked for: with other first askers it might be made of other figures. */
const firstAskers = (asked: readonly SharedRead[]): string => {
  const first = asked.map(({ at }) => at).sort()[0];
  return JSON.stringify(asked.flatMap(({ account, at }) => (at === first ? [`${at} ${account}`] : [])).sort());
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
