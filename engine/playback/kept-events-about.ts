import type { ArchivedLine } from '../archive/archived-line.ts';
import { accountIdsIn, eventsOfAccount, namesAnyOf } from './events-of-account.ts';
import { type RecordedEvents, recognizeEvents } from './read-events.ts';

/**
 * Kept events that may concern an account, of an archive that is too large to be kept in memory. It is read again where its events
 * name further ids: of users who were never identified, say.
 * @param read begins to read from the first line on
 * @param known ids of its people and of its customers
 */
export const keptEventsAbout = async (
  read: () => AsyncIterable<Pick<ArchivedLine, 'text'>>,
  account: string,
  known: readonly string[],
): Promise<RecordedEvents> => {
  const ids = new Set(known);
  for (;;) {
    const isNamed = namesAnyOf(account, ids);
    const texts: string[] = [];
    for await (const { text } of read()) if (isNamed(text)) texts.push(text);
    const recorded = recognizeEvents(texts, 'kept');
    const more = accountIdsIn(recorded.events, account).filter(id => !ids.has(id));
    if (more.length === 0) return { ...recorded, events: eventsOfAccount(recorded.events, account) };
    for (const id of more) ids.add(id);
  }
};
