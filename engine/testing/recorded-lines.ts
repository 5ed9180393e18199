import { instantIn, isTimeZone } from '../definition/calendar.ts';
import type { Instant, TimeZone } from '../kernel/instant.ts';

/** The account to play: the traits of its `group` call, and its contacts. */
export interface PlayedAccount {
  /** Default: `acme`. */
  id?: string;
  /** Time zone of times without an offset. Default: UTC. */
  timezone?: string;
  /** Contacts by id: their role, or the traits of their `identify` calls. Default: `ada`, an admin. */
  contacts?: Readonly<Record<string, string | Readonly<Record<string, unknown>>>>;
  /** Attributes of the account. */
  [trait: string]: unknown;
}

/** An event of the catalog with its fields, by a contact (default: the first one). */
export interface PlayedEvent {
  /** `2026-01-05T16:00`, in the account's time zone. */
  at: string;
  event: string;
  by?: string;
  [field: string]: unknown;
}

/** A recorded line in any format of `daymark simulate`, such as a billing event or a task action. */
export type RecordedLine = Readonly<Record<string, unknown>> & { readonly at?: never };

export const idOfPlayed = ({ id = 'acme' }: PlayedAccount): string => id;

export const zoneOf = ({ timezone = 'UTC' }: PlayedAccount): TimeZone => {
  if (!isTimeZone(timezone))
    throw new Error(`The account's timezone "${timezone}" is unknown: write one such as "Europe/Berlin".`);
  return timezone;
};

/** The events as calls of the Segment spec; recorded lines stay unchanged. */
export const recordedLines = (account: PlayedAccount, events: readonly (PlayedEvent | RecordedLine)[]): object[] => {
  const { id: _, contacts = { ada: 'admin' }, ...traits } = account;
  const [timezone, groupId] = [zoneOf(account), idOfPlayed(account)];
  const told = events.map((event, index) => (isPlayed(event) ? callOf(event, index) : event));
  const begins = told
    .map(momentOf)
    .filter(at => at !== undefined)
    .sort()[0];
  if (begins === undefined)
    throw new Error('Nothing happens in this play: pass `events`, the first with its time `at`.');
  return [
    { type: 'group', messageId: 'group', groupId, traits: { name: groupId, ...traits }, timestamp: begins },
    ...Object.entries(contacts).map(([userId, said]) => ({
      type: 'identify',
      messageId: `identify-${userId}`,
      userId,
      context: { groupId },
      traits: {
        name: userId,
        email: `${userId}@${groupId}.example`,
        ...(typeof said === 'string' ? { role: said } : said),
      },
      timestamp: begins,
    })),
    ...told,
  ];

  function callOf({ at, event, by = Object.keys(contacts)[0], ...properties }: PlayedEvent, index: number): object {
    const timestamp = instantIn(at, timezone);
    if (timestamp === undefined)
      throw new Error(`"${at}" of "${event}" isn't a time: write one such as "2026-01-05T16:00".`);
    const messageId = `event-${index + 1}`;
    return { type: 'track', messageId, userId: by, event, properties, context: { groupId }, timestamp };
  }
};

const isPlayed = (event: PlayedEvent | RecordedLine): event is PlayedEvent =>
  typeof event.event === 'string' && event.at !== undefined;

/** The time of a line, if it is an instant. */
const momentOf = (line: object): Instant | undefined => {
  const { timestamp, created } = line as { timestamp?: unknown; created?: unknown };
  if (typeof created === 'number') return new Date(created * 1000).toISOString();
  return typeof timestamp === 'string' ? instantIn(timestamp, 'UTC') : undefined;
};
