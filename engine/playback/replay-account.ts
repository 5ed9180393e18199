import { type PublicLine, publicLine } from '../account/public-line.ts';
import { type Instant, instant, plusSeconds, toSecond } from '../kernel/instant.ts';
import type { Decisions } from '../ports/decisions.ts';
import { eventsOfAccount } from './events-of-account.ts';
import { type AccountPlayed, type AccountToPlay, playAccount } from './play-account.ts';
import type { RecordedEvents } from './read-events.ts';

/** A saved play, with the account to replay and the end of the replay. */
export interface ToReplay<Watched extends Decisions> extends AccountToPlay<Watched> {
  /** The timeline of the play. */
  timeline: readonly string[];
  /** Ids of the journeys to explain. Without them, the replay must be as of exactly `at`. */
  asked?: ReadonlySet<string>;
}

/**
 * Replays one account in memory: first alone, with what it was answered of other accounts in the play if that is known
 * (`before`); if its timeline then differs from the play's because accounts affect each other (owners' load, plan
 * medians, a guard), together with all others. If they only differ after the last event, and
 * nothing happened in the `asked` journeys from then on, the answer is as of right before (the returned `at`).
 * `undefined` if the timeline differs even with all accounts: other journeys were played.
 */
export const replayAccount = async <Watched extends Decisions>(
  played: ToReplay<Watched>,
): Promise<AccountPlayed<Watched> | undefined> => {
  const { recorded, account, timeline } = played;
  const alone = { ...recorded, events: eventsOfAccount(recorded.events, account) };
  const first = await replay(played, alone);
  if (first.isSame) return first;
  const before = timeline.map(line => JSON.parse(line) as Told).filter(line => line.account === account);
  const last = recorded.events.at(-1)?.at ?? '';
  const at = played.asked && asOf(first.lines.map(publicLine), before, { last, asked: played.asked });
  const sooner = at === undefined ? undefined : await replay({ ...played, at }, alone);
  if (sooner?.isSame) return sooner;
  const whole = await replay({ ...played, before: undefined }, recorded);
  return whole.isSame ? whole : undefined;
};

type Told = Pick<PublicLine, 'at' | 'account' | 'journey'>;

/** The instant right before two timelines differ, if it is after `last` and no `asked` journey has later lines. */
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
  { timeline, asked: _, ...played }: ToReplay<Watched>,
  recorded: RecordedEvents,
): Promise<AccountPlayed<Watched> & { isSame: boolean }> => {
  const { account, at } = played;
  const again = await playAccount({ ...played, recorded });
  const told = again.lines.map(line => JSON.stringify(publicLine(line)));
  const before = timeline.filter(line => {
    const said = JSON.parse(line) as { at: string; account: string };
    return said.account === account && said.at <= toSecond(at);
  });
  return { ...again, isSame: told.length === before.length && told.every((line, index) => line === before[index]) };
};
