import { instantIn, isTimeZone } from '../definition/calendar.ts';
import type { Instant, TimeZone } from '../kernel/instant.ts';

/** The account that a journey is played with: what its `group` call says, and its contacts. */
export interface PlayedAccount {
  /** Default: `acme`. */
  id?: string;
  /** In which times without an offset are told and expected. Default: UTC. */
  timezone?: string;
  /** Contacts by id: their role, or what their `identify` calls say. Default: `ada`, an admin. */
  contacts?: Readonly<Record<string, string | Readonly<Record<string, unknown>>>>;
  /** Attributes of the account. */
  [trait: string]: unknown;
}

/** Something that happened: an event of the catalog with its fields, done by a contact (the first one unless it says `by`). */
export interface PlayedEvent {
  /** `2026-01-05T16:00`, on the account's own clock. */
  at: string;
  event: string;
  by?: string;
  [field: string]: unknown;
}

/** A recorded line of any shape that `daymark simulate` reads: a billing event, what was done about a task. */
export type RecordedLine = Readonly<Record<string, unknown>> & { readonly at?: never };

export const idOfPlayed = ({ id = 'acme' }: PlayedAccount): string => id;

export const zoneOf = ({ timezone = 'UTC' }: PlayedAccount): TimeZone => {
  if (!isTimeZone(timezone))
    throw new Error(`The account's timezone "${timezone}" is unknown: write one such as "Europe/Berlin".`);
  return timezone;
};

/** Calls of the Segment spec, as an application sends them; a line that is one already stays as it is. */
export const recordedLines = (account: PlayedAccount, events: readonly (PlayedEvent | RecordedLine)[]): object[] => {
  const { id: _, contacts = { ada: 'admin' }, ...traits } = account;
  const [timezone, groupId] = [zoneOf(account), idOfPlayed(account)];
  const told = events.map((event, index) => (isPlayed(event) ? callOf(event, index) : event));
  const begins = told
    .map(momentOf)
    .filter(at => at !== undefined)
    .sort()[0];
  if (begins === undefined)
    throw new Error('Nothing happens in this play: give `events`, the first with its time `at`.');
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
      throw new Error(`"${at}" of "${event}" is no time: write one such as "2026-01-05T16:00".`);
    const messageId = `event-${index + 1}`;
    return { type: 'track', messageId, userId: by, event, properties, context: { groupId }, timestamp };
  }
};

const isPlayed = (event: PlayedEvent | RecordedLine): event is PlayedEvent =>
  typeof event.event === 'string' && event.at !== undefined;

/** When a line happens, of those whose time is an instant. */
const momentOf = (line: object): Instant | undefined => {
  const { timestamp, created } = line as { timestamp?: unknown; created?: unknown };
  if (typeof created === 'number') return new Date(created * 1000).toISOString();
  return typeof timestamp === 'string' ? instantIn(timestamp, 'UTC') : undefined;
};
