import type { Project } from '../../build/build-project.ts';
import type { PlayedSide } from '../../diff/effect/played-side.ts';
import { replaceAccounts } from '../../diff/effect/replace-accounts.ts';
import { accountsTogether } from '../../playback/crossings/accounts-together.ts';
import { crossedBy } from '../../playback/crossings/crossed-by.ts';
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

/** Playing a larger share of the accounts would save little, and would be lost where it turns out not to be enough. */
const largestShare = 0.7;

/** Plays only the accounts that the change concerns; all others did in the base's play what they would do now. */
export const playChanged = async (
  base: PlayedProject,
  now: Project,
  what: ToPlay,
  progress?: PlayOptions['progress'],
): Promise<PlayedAgain> => {
  const recorded = await readEvents(what.files);
  const concerned = concernedBy(base, now, recorded);
  if ('whole' in concerned) return concerned;
  if (concerned.accounts.size > largestShare * base.side.accounts) return { whole: 'the change concerns most of them' };
  return playConcerned(base, now, recorded, { ...concerned, seed: what.seed, ...(progress && { progress }) });
};

/**
 * The accounts that were in changed journeys, or that a rule of theirs may have kept out or let in, and all that have people in
 * common with them.
 */
export const concernedBy = (
  { project, side }: PlayedProject,
  now: Project,
  { events }: RecordedEvents,
): { accounts: ReadonlySet<string> } | { whole: string } => {
  if (side.faults > 0) return { whole: "the base's play had faults" };
  const changed = changedJourneys(project, now);
  if ('other' in changed) return { whole: changed.other };
  const entered = side.lines.flatMap(({ account, journey }) => (changed.journeys.has(journey) ? [account] : []));
  const asked = [...side.crossings.own].flatMap(([account, own]) =>
    own.asked.isDisjointFrom(changed.rules) ? [] : [account],
  );
  return { accounts: accountsTogether(events, new Set([...entered, ...asked])) };
};

/** Plays these accounts alone, and puts them in the place of what the base's play has of them. */
export const playConcerned = async (
  { side }: Pick<PlayedProject, 'side'>,
  now: Project,
  recorded: RecordedEvents,
  { accounts, seed, progress }: { accounts: ReadonlySet<string>; seed: number; progress?: PlayOptions['progress'] },
): Promise<PlayedAgain> => {
  if (accounts.size === 0) return { side };
  const again = await playOn(
    now,
    recorded,
    { until: side.to, seed },
    { some: { accounts, before: side }, ...(progress && { progress }) },
  );
  if (again.faults > 0) return { whole: 'the play of those that it concerns had faults' };
  const crossed = crossedBy(side.crossings, again.crossings, accounts);
  return crossed === undefined ? { side: replaceAccounts(side, again, accounts) } : { whole: crossed };
};
