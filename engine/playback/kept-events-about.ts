import type { ArchivedLine } from '../archive/archived-line.ts';
import { accountIdsIn, eventsOfAccount, namesAnyOf } from './events-of-account.ts';
import { type RecordedEvents, recognizeEvents } from './read-events.ts';

/**
 * Archived events that may concern an account, streamed because the archive may not fit in memory. Reads it again if
 * the found events name more ids, for example of users who were never identified.
 * @param read starts reading from the first line
 * @param known ids of the account's people and customers
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
