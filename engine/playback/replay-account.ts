import type { AccountSnapshot } from '../account/account.ts';
import { publicLine } from '../account/public-line.ts';
import type { TimelineLine } from '../account/timeline.ts';
import { type Instant, toSecond } from '../kernel/instant.ts';
import type { Decisions } from '../ports/decisions.ts';
import { eventsOfAccount } from './events-of-account.ts';
import { inMemory } from './in-memory.ts';
import { play } from './play.ts';
import type { RecordedEvents } from './read-events.ts';
import { catalogOf, journeysOf, type Source } from './source.ts';

/** A play that was kept, and of which account it is to be played again, until when. */
export interface ToReplay<Watched extends Decisions> {
  source: Source;
  recorded: RecordedEvents;
  seed: number;
  /** The timeline of the play. */
  timeline: readonly string[];
  account: string;
  at: Instant;
  /** Makes what watches it. */
  watch(): Watched;
}

/** An account, played again. */
export interface AccountReplay<Watched> {
  watched: Watched;
  lines: TimelineLine[];
  /** As it was then; with as much usage as is kept. */
  snapshot: AccountSnapshot;
}

/**
 * Plays one account again, in memory: alone, and where its timeline then differs from that of the play, since owners' load, medians
 * of a plan or a guard crossed accounts, together with all others. Nothing where that differs as well: other journeys were played.
 */
export const replayAccount = async <Watched extends Decisions>(
  played: ToReplay<Watched>,
): Promise<AccountReplay<Watched> | undefined> => {
  const { recorded, account } = played;
  const alone = { ...recorded, events: eventsOfAccount(recorded.events, account) };
  return (await replay(played, alone)) ?? replay(played, recorded);
};

const replay = async <Watched extends Decisions>(
  { source, seed, timeline, account, at, watch }: ToReplay<Watched>,
  recorded: RecordedEvents,
): Promise<AccountReplay<Watched> | undefined> => {
  const watched = watch();
  const start = inMemory({ ...source, seed });
  let read: Promise<AccountSnapshot> | undefined;
  const { lines } = await play({
    recorded,
    journeys: journeysOf(source),
    catalog: catalogOf(source),
    until: at,
    watch: watched,
    start: async startAt => {
      const world = await start(startAt);
      return {
        ...world,
        stop: async () => {
          read = world.accountPorts.accounts.snapshot(account, { usageSince: '1970-01-01T00:00:00.000Z' });
          await read;
        },
      };
    },
  });
  const own = lines.filter(line => line.account === account);
  const told = own.map(line => JSON.stringify(publicLine(line)));
  const before = timeline.filter(line => {
    const said = JSON.parse(line) as { at: string; account: string };
    return said.account === account && said.at <= toSecond(at);
  });
  const snapshot = await read;
  const isSame = told.length === before.length && told.every((line, index) => line === before[index]);
  return isSame && snapshot ? { watched, lines: own, snapshot } : undefined;
};
