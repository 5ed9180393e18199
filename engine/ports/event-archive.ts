import type { CalendarDate } from '../kernel/instant.ts';

/** Files of events lie under it by day of arrival: `events/2026-03-01/…`. */
export const archivePrefix = 'events/';

/** Keeps accepted events for years, as lines of JSON by the day (UTC) on which they arrived. */
export interface EventArchive {
  /**
   * At least once, in order: readers tell repeated ones by their ids. One request for all lines of an invocation.
   * @throws Error where they are not kept
   */
  keep(lines: readonly string[]): Promise<void>;
}

/** Reads an archive. Events that arrived in the last 15 minutes may not be there yet. */
export interface ArchiveReader {
  /** The first day of which something is there; absent where nothing is. */
  since(): Promise<CalendarDate | undefined>;
  /**
   * Lines by day, the first day first; within a day in no order. An event that arrived around midnight may be in the day after.
   */
  lines(from: CalendarDate, to: CalendarDate): AsyncIterable<readonly string[]>;
}
