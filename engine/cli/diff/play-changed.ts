import type { Project } from '../../build/build-project.ts';
import type { PlayedSide } from '../../diff/effect/played-side.ts';
import { replaceAccounts } from '../../diff/effect/replace-accounts.ts';
import {
  accountsIn,
  accountsTogether,
  eventsOfAccounts,
  splitAccounts,
} from '../../playback/crossings/accounts-together.ts';
import { crossingsAfter } from '../../playback/crossings/crossings-after.ts';
import type { PlayOptions } from '../../playback/play.ts';
import { type RecordedEvents, readEvents } from '../../playback/read-events.ts';
import { changedJourneys } from './changed-journeys.ts';
import { playOn, type ToPlay } from './play-side.ts';

/** A version with its play of all accounts. */
export interface PlayedProject {
  project: Project;
  side: PlayedSide;
}

/** The play of another version, or why all accounts must be played for it. */
export type PlayedAgain = { side: PlayedSide } | { whole: string };

/** Plays some accounts of the new version, as if all others did what they did in the base's play. */
export type PlayPart = (accounts: ReadonlySet<string>) => Promise<PlayedSide>;

interface Parallel {
  /** In how many parts to play so many events. */
  parts(events: number): number;
  /** Plays a part in another process. */
  play: PlayPart;
}

/**
 * What may be played in one process, of all accounts. A larger share would save little, and would be lost where it turns
 * out not to be enough.
 */
const largestShare = 0.7;

/**
 * Plays only the accounts that the change concerns, in parts at the same time; all others did in the base's play what they
 * would do now.
 */
export const playChanged = async (
  base: PlayedProject,
  now: Project,
  what: ToPlay,
  { parallel, progress }: { parallel: Parallel; progress?: PlayOptions['progress'] },
): Promise<PlayedAgain> => {
  const recorded = await readEvents(what.files);
  const concerned = concernedBy(base, now, recorded);
  if ('whole' in concerned) return concerned;
  const { events } = recorded;
  const { accounts } = concerned;
  const parts = splitAccounts(events, accounts, parallel.parts(eventsOfAccounts(events, accounts).length));
  if (parts.some(({ size }) => size > largestShare * base.side.accounts))
    return { whole: concerned.because ?? 'the change concerns most of them' };
  return playConcerned(base.side, parts, {
    here: (some, all) =>
      playOn(
        now,
        recorded,
        { until: base.side.to, seed: what.seed },
        { some: { accounts: some, before: all }, ...(progress && { progress }) },
      ),
    there: parallel.play,
    together: some => accountsTogether(events, some),
  });
};

/**
 * The accounts that were in changed journeys, or that a rule of theirs may have kept out or let in, and all that have people in
 * common with them; all of them, and why, where any may be concerned.
 */
export const concernedBy = (
  { project, side }: PlayedProject,
  now: Project,
  { events }: RecordedEvents,
): { accounts: ReadonlySet<string>; because?: string } | { whole: string } => {
  if (side.faults > 0) return { whole: "the base's play had faults" };
  const changed = changedJourneys(project, now);
  if ('other' in changed) return { whole: changed.other };
  if ('everyone' in changed) return { accounts: accountsIn(events), because: changed.everyone };
  const entered = side.lines.flatMap(({ account, journey }) => (changed.journeys.has(journey) ? [account] : []));
  const asked = [...side.crossings.own].flatMap(([account, own]) =>
    own.asked.isDisjointFrom(changed.rules) ? [] : [account],
  );
  return { accounts: accountsTogether(events, new Set([...entered, ...asked])) };
};

/** Plays some accounts of the new version, as if all others did what they do in a play of all. */
interface PartsPlayed {
  /** As in any play. */
  here(accounts: ReadonlySet<string>, all: PlayedSide): Promise<PlayedSide>;
  /** As in the base's. */
  there: PlayPart;
  /** With all that have people in common with them. */
  together(accounts: ReadonlySet<string>): ReadonlySet<string>;
}

/**
 * Plays accounts alone, and puts them in the place of what the base's play has of them. Then those that were told otherwise
 * of others than they would be now, until there are none.
 * @param parts of these accounts, without people in common; the first is played `here`
 */
export const playConcerned = async (
  side: PlayedSide,
  parts: readonly ReadonlySet<string>[],
  { here, there, together }: PartsPlayed,
): Promise<PlayedAgain> => {
  let round = await Promise.all(
    parts.map(async (part, n) => ({ part, again: await (n === 0 ? here(part, side) : there(part)) })),
  );
  let all = side;
  for (let rounds = 1; ; rounds += 1) {
    const told = all.crossings;
    const stale = new Set<string>();
    for (const { part, again } of round) {
      if (again.faults > 0) return { whole: 'the play of those that it concerns had faults' };
      const after = crossingsAfter(all.crossings, again.crossings, part, told);
      if ('whole' in after) return after;
      all = replaceAccounts(all, again, part, after.crossings);
      for (const account of after.stale) stale.add(account);
    }
    if (stale.size === 0) return { side: all };
    const part = together(stale);
    if (rounds === mostRounds || part.size > largestShare * side.accounts)
      return { whole: 'it moves the tasks of CSMs, or the medians of plans, for many others' };
    round = [{ part, again: await here(part, all) }];
  }
};

/** A change that passes on further than this is seldom cheaper to follow. */
const mostRounds = 6;
