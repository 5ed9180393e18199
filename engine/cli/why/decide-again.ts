import type { JourneyDefinition } from '../../definition/journey-definition.ts';
import { type Instant, plusSeconds } from '../../kernel/instant.ts';
import type { MemoryWorld } from '../../memory/memory-world.ts';
import { isInSegment } from '../../numbers/segment-counts.ts';
import { repeatAct } from '../../operate/repeat-acts.ts';
import { playAccount } from '../../playback/play-account.ts';
import type { RecordedEvents } from '../../playback/read-events.ts';
import { catalogOf, type Source } from '../../playback/source.ts';
import type { KillSwitches } from '../../sending/kill-switches.ts';
import type { AskedAccount } from '../../why/asked-account.ts';
import { type DecidedThere, decidedThere } from '../../why/decided-there.ts';
import { watchAccount } from '../../why/watch-account.ts';
import { playingDefaults } from '../playing-options.ts';
import type { ThereRead } from './read-there.ts';

/** A question about an account in a deployment. */
export interface AskedThere {
  account: string;
  journeys: readonly JourneyDefinition[];
  at: Instant;
}

/** The outcome of a replay, journeys by id. */
export interface DecidedAgain {
  asked: AskedAccount;
  journeys: ReadonlyMap<string, DecidedThere>;
  /** Switches at the end of the replay. */
  switches: KillSwitches;
}

/**
 * Replays the events that a deployment stores: first the account alone, with the operators' actions at their instants.
 * If `mayCross` says that other accounts may explain a difference, replays all accounts.
 */
export const decideAgain = async (
  source: Source,
  there: ThereRead & { kept: NonNullable<ThereRead['kept']> },
  asked: AskedThere,
  mayCross: (decided: DecidedAgain) => boolean,
): Promise<DecidedAgain> => {
  const { kept } = there;
  const alone = await decide(source, kept.recorded, there, asked);
  return mayCross(alone) ? decide(source, await kept.all(), there, asked) : alone;
};

const decide = async (
  source: Source,
  recorded: RecordedEvents,
  there: ThereRead & { kept: NonNullable<ThereRead['kept']> },
  { account, journeys, at }: AskedThere,
): Promise<DecidedAgain> => {
  let world: MemoryWorld | undefined;
  const played = await playAccount({
    ...{ source, recorded, account, at },
    seed: playingDefaults.seed,
    watch: () => watchAccount(account, journeys),
    prepare: started => {
      world = started;
      repeatIn(
        started,
        source,
        there.acts.filter(act => act.at <= at),
      );
    },
  });
  const since = `${there.kept.since}T00:00:00.000Z`;
  const stored = { ...there, refusals: there.refusals.filter(refusal => refusal.at >= since) };
  return {
    asked: played,
    journeys: new Map(journeys.map(journey => [journey.id, decidedThere(journey, stored, played)])),
    switches: world ? await world.operator().switches.read(plusSeconds(at, 60)) : 'unknown',
  };
};

/** Schedules the recorded actions at their instants. */
const repeatIn = (world: MemoryWorld, source: Source, acts: ThereRead['acts']): void => {
  const { segments = {} } = catalogOf(source);
  const accountsIn = async (segment: string) => {
    const condition = segments[segment];
    const found: string[] = [];
    if (condition === undefined) return found;
    for await (const record of world.allAccounts.records())
      if (isInSegment(condition, record, world.now())) found.push(record.account);
    return found.sort();
  };
  // A new operator for each act, so that switches are read again instead of from a cache.
  for (const act of acts) world.at(act.at, () => repeatAct(act, { operator: world.operator(), accountsIn }));
};
