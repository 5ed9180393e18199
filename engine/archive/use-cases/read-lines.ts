import type { Erasure } from '../../account/former-contact.ts';
import { dateOfDay, dayNumberOf, type Instant } from '../../kernel/instant.ts';
import type { ArchiveReader } from '../../ports/event-archive.ts';
import { type ArchivedLine, archivedLine } from '../archived-line.ts';

/** The range of an archive to read, by arrival: from inclusive, until exclusive. */
export interface ArchivedSpan {
  from: Instant;
  to: Instant;
}

/**
 * Archived lines in the order of arrival, each once. Leaves out the events of people erased since, even those without
 * personal data, such as a role. Holds the lines of two days in memory.
 */
export async function* readLines(
  archive: ArchiveReader,
  { from, to }: ArchivedSpan,
  erasures: readonly Erasure[],
): AsyncGenerator<ArchivedLine> {
  const since = await archive.since();
  if (since === undefined) return;
  const first = Math.max(dayNumberOf(since), dayNumberOf(from));
  let [waiting, before]: [Map<string, ArchivedLine>, Set<string>] = [new Map(), new Set()];
  // Lines that arrive around midnight may be in the next day's files.
  for (let day = first; day <= dayNumberOf(to) + 1; day++) {
    const date = dateOfDay(day);
    for await (const texts of archive.lines(date, date)) {
      for (const text of texts) {
        const line = archivedLine(text);
        const isAsked = line !== undefined && line.receivedAt >= from && line.receivedAt < to;
        if (isAsked && !before.has(line.key) && !waiting.has(line.key) && !isErased(line, erasures))
          waiting.set(line.key, line);
      }
    }
    const lines = [...waiting.values()];
    yield* lines.filter(({ receivedAt }) => receivedAt < date).sort(byArrival);
    before = new Set(waiting.keys());
    waiting = new Map(lines.filter(({ receivedAt }) => receivedAt >= date).map(line => [line.key, line]));
  }
  yield* [...waiting.values()].sort(byArrival);
}

const byArrival = (a: ArchivedLine, b: ArchivedLine): number =>
  a.receivedAt < b.receivedAt ? -1 : a.receivedAt > b.receivedAt ? 1 : 0;

const isErased = ({ person, receivedAt }: ArchivedLine, erasures: readonly Erasure[]): boolean =>
  person !== undefined &&
  erasures.some(
    ({ account, contact, at }) =>
      contact === person.contact && (person.account === undefined || account === person.account) && receivedAt <= at,
  );
