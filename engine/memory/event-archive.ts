import type { LocalArchive } from '../local/event-archive.ts';
import { type ArchiveReader, archivePrefix, type EventArchive } from '../ports/event-archive.ts';

/** Appends events to the world's archive files, as Firehose does. */
export const memoryArchive = ({ put }: LocalArchive): EventArchive => ({
  keep: async lines => put(lines.map(line => `${line}\n`).join('')),
});

/** Reads the world's archive files. */
export const memoryArchiveReader = ({ files }: LocalArchive): ArchiveReader => {
  const dayOf = (key: string) => key.slice(archivePrefix.length, archivePrefix.length + 10);
  return {
    since: async () => [...files.keys()].map(dayOf).sort()[0],
    async *lines(from, to) {
      for (const key of [...files.keys()].sort())
        if (dayOf(key) >= from && dayOf(key) <= to) yield (files.get(key) ?? '').split('\n').filter(Boolean);
    },
  };
};
