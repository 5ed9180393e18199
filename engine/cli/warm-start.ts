import type { Project } from '../build/build-project.ts';
import type { PlayedSide } from '../diff/effect/played-side.ts';
import type { Instant } from '../kernel/instant.ts';
import type { MemoryWorld } from '../memory/memory-world.ts';
import type { AccountFacts } from '../numbers/account-facts.ts';
import { gatherFacts } from '../numbers/use-cases/gather-facts.ts';
import { type RulePlay, rulePlayOf } from '../playback/backtest/rule-play.ts';
import type { Played } from '../playback/play.ts';
import { playedFrom } from './backtest/last-play.ts';
import { rulePlayFile, writeRulePlay } from './backtest/rule-play-file.ts';
import { sideOf, watchSide } from './diff/play-side.ts';
import { sideFile, writeSide } from './diff/side-cache.ts';
import { packStanding, standingFile, writeStanding } from './forecast/standing-file.ts';
import type { InWorld } from './in-world.ts';

/** Results of a play in memory that other verbs reuse instead of playing again. */
export interface WarmStart {
  /** The state of the world at the last event that was played, for `forecast`. */
  standing?: Buffer;
  /** For `diff`. */
  side: PlayedSide;
  /** For `backtest`; absent if the play had a fault. */
  rules?: RulePlay;
}

/** Collects the warm start while the play runs. */
export const watchForWarmStart = (
  project: Project,
  inWorld: InWorld,
): { inWorld: InWorld; atLast(): Promise<void>; end(played: Played): Promise<WarmStart | undefined> } => {
  const { watched, observe, wrap } = watchSide();
  let world: MemoryWorld | undefined;
  let standing: Buffer | undefined;
  let atLast: { last: Instant; facts: AccountFacts[] } | undefined;
  return {
    inWorld: beginning => async at => {
      const started = await inWorld({ ...beginning, observe, wrap })(at);
      if ('keepAll' in started) world = started as MemoryWorld;
      return started;
    },
    atLast: async () => {
      if (world === undefined) return;
      const kept = world.keepAll();
      standing = kept && packStanding(kept);
      atLast = { last: world.now(), facts: await gatherFacts(world.allAccounts, project.catalog) };
    },
    end: async played =>
      world && {
        ...(standing && { standing }),
        ...(atLast && played.faults.length === 0 && { rules: rulePlayOf(played, atLast) }),
        side: await sideOf(project, played, watched, world),
      },
  };
};

/**
 * @param files event files as named by the user; `kept`: the copy in the play's folder
 * @param isWhole whether the play came to their last event
 */
export const writeWarmStart = async (
  project: Project,
  { standing, side, rules }: WarmStart,
  { files, kept, isWhole, seed }: { files: readonly string[]; kept: string; isWhole: boolean; seed: number },
): Promise<void> => {
  const played = playedFrom({ kept, end: side.to });
  if (standing) await writeStanding(await standingFile(project, { ...played, seed }), standing);
  if (rules)
    for (const events of isWhole ? [played, { files }] : [played])
      await writeRulePlay(await rulePlayFile(project, { ...events, seed }), rules);
  for (const events of [[kept], files])
    await writeSide(await sideFile(project, { files: events, seed, until: side.to }), side);
};
