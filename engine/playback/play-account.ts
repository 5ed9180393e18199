import type { AccountSnapshot } from '../account/account.ts';
import type { TimelineLine } from '../account/timeline.ts';
import type { Instant } from '../kernel/instant.ts';
import type { MemoryWorld } from '../memory/memory-world.ts';
import type { Decisions } from '../ports/decisions.ts';
import { answerAsBefore } from './crossings/answer-as-before.ts';
import type { Crossings } from './crossings/crossings.ts';
import { inMemory } from './in-memory.ts';
import { play } from './play.ts';
import type { RecordedEvents } from './read-events.ts';
import { catalogOf, journeysOf, type Source } from './source.ts';

/** The account to replay, and the end of the replay. */
export interface AccountToPlay<Watched extends Decisions> {
  source: Source;
  recorded: RecordedEvents;
  seed: number;
  account: string;
  at: Instant;
  /** Creates the watcher of decisions. */
  watch(): Watched;
  /** When the play of all accounts began, and what crossed accounts in it: the account is answered as it was there. */
  before?: { from: Instant; crossings: Crossings } | undefined;
  /** Prepares the world before time passes. */
  prepare?(world: MemoryWorld): unknown;
}

/** A replayed account. */
export interface AccountPlayed<Watched> {
  watched: Watched;
  /** The instant of the snapshot. */
  at: Instant;
  lines: TimelineLine[];
  /** The account at that instant, with all retained usage. */
  snapshot: AccountSnapshot;
}

/** Plays events in memory, watching the decisions about one account. */
export const playAccount = async <Watched extends Decisions>({
  source,
  recorded,
  seed,
  account,
  at,
  watch,
  before,
  prepare,
}: AccountToPlay<Watched>): Promise<AccountPlayed<Watched>> => {
  const watched = watch();
  const wrap = before && ((world: MemoryWorld) => answerAsBefore(world, before.crossings, new Set([account])));
  const start = inMemory({ ...source, seed, wrap });
  let read: Promise<AccountSnapshot> | undefined;
  const { lines } = await play({
    recorded,
    journeys: journeysOf(source),
    catalog: catalogOf(source),
    ...(before && { from: before.from }),
    until: at,
    watch: watched,
    start: async startAt => {
      const world = await start(startAt);
      await prepare?.(world);
      return {
        ...world,
        stop: async () => {
          read = world.accountPorts.accounts.snapshot(account, { usageSince: '1970-01-01T00:00:00.000Z' });
          await read;
        },
      };
    },
  });
  const snapshot = await read;
  if (snapshot === undefined) throw new Error('The world was not stopped.');
  return { watched, at, lines: lines.filter(line => line.account === account), snapshot };
};
