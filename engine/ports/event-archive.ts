import type { CalendarDate } from '../kernel/instant.ts';

/** Key prefix of event files; the day of arrival follows: `events/2026-03-01/…`. */
export const archivePrefix = 'events/';

/** Archives accepted events for years, as lines of JSON by UTC day of arrival. */
export interface EventArchive {
  /**
   * Stores lines at least once, in order; readers drop repeats by id. Takes one request for all lines of an invocation.
   * @throws Error if they were not stored
   */
  keep(lines: readonly string[]): Promise<void>;
}

/** Reads an archive. Events that arrived in the last 15 minutes may not be there yet. */
export interface ArchiveReader {
  /** The first day with events; `undefined` if the archive is empty. */
  since(): Promise<CalendarDate | undefined>;
  /**
   * Lines by day, the first day first, in no particular order within a day. An event that arrived around midnight may
   * be in the next day.
   */
  lines(from: CalendarDate, to: CalendarDate): AsyncIterable<readonly string[]>;
}
