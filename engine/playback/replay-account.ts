import type { AccountSnapshot } from '../account/account.ts';
import { type PublicLine, publicLine } from '../account/public-line.ts';
import type { TimelineLine } from '../account/timeline.ts';
import { type Instant, instant, plusSeconds, toSecond } from '../kernel/instant.ts';
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
  /** The journeys that are asked about; without them, what is asked is how things stand at `at`, and no sooner. */
  asked?: ReadonlySet<string>;
}

/** An account, played again. */
export interface AccountReplay<Watched> {
  watched: Watched;
  /** As of when: `at`, or right before other accounts made a difference that nothing asked about came after. */
  at: Instant;
  lines: TimelineLine[];
  /** As it was then; with as much usage as is kept. */
  snapshot: AccountSnapshot;
}

/**
 * Plays one account again, in memory: alone, and where its timeline then differs from that of the play, since owners' load, medians
 * of a plan or a guard crossed accounts, together with all others. Where they crossed after the last event, and nothing that is asked
 * about happened from then on, it is asked as of right before. Nothing where all of them come to another timeline: other journeys were played.
 */
export const replayAccount = async <Watched extends Decisions>(
  played: ToReplay<Watched>,
): Promise<AccountReplay<Watched> | undefined> => {
  const { recorded, account, timeline } = played;
  const alone = { ...recorded, events: eventsOfAccount(recorded.events, account) };
  const first = await replay(played, alone);
  if (first.isSame) return first;
  const before = timeline.map(line => JSON.parse(line) as Told).filter(line => line.account === account);
  const last = recorded.events.at(-1)?.at ?? '';
  const at = played.asked && asOf(first.lines.map(publicLine), before, { last, asked: played.asked });
  const sooner = at === undefined ? undefined : await replay({ ...played, at }, alone);
  if (sooner?.isSame) return sooner;
  const whole = await replay(played, recorded);
  return whole.isSame ? whole : undefined;
};

type Told = Pick<PublicLine, 'at' | 'account' | 'journey'>;

/** Right before two timelines differ, where that is after the last event, and neither has anything later of the journeys asked about. */
export const asOf = (
  one: readonly Told[],
  other: readonly Told[],
  { last, asked }: { last: Instant; asked: ReadonlySet<string> },
): Instant | undefined => {
  const texts = other.map(line => JSON.stringify(line));
  const index = one.findIndex((line, place) => JSON.stringify(line) !== texts[place]);
  const from = [one[index], other[index === -1 ? one.length : index]].flatMap(line => line?.at ?? []).sort()[0];
  if (from === undefined || from <= toSecond(last)) return undefined;
  const isLater = ({ at, journey }: Told) => at >= from && asked.has(journey);
  return one.some(isLater) || other.some(isLater) ? undefined : plusSeconds(instant(from), -1);
};

const replay = async <Watched extends Decisions>(
  { source, seed, timeline, account, at, watch }: ToReplay<Watched>,
  recorded: RecordedEvents,
): Promise<AccountReplay<Watched> & { isSame: boolean }> => {
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
  if (snapshot === undefined) throw new Error('The world was not stopped.');
  const isSame = told.length === before.length && told.every((line, index) => line === before[index]);
  return { isSame, watched, at, lines: own, snapshot };
};
