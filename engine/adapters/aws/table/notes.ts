import { concernsPerson, type Note, withoutWords } from '../../../account/note.ts';
import type { Notes } from '../../../ports/notes.ts';
import type { Clock } from '../../../ports/ports.ts';
import { afterUsageRetention, isAlive } from '../../../ports/retention.ts';
import type { LoneWrite } from './item-write.ts';
import { accountPartition } from './keys.ts';
import { noteKey, peopleKey } from './keys-of-people.ts';
import { latestFirst } from './latest-first.ts';
import { content, packed } from './stored-item.ts';
import { itemsBetween, pagesUnder, type Table } from './table.ts';
import { writeIf } from './write-items.ts';

export const tableNotes = (table: Table, clock: Clock): Notes => ({
  keep: async note => {
    await writeIf(table, { ...noteWrite(note), tests: [{ kind: 'isNew' }] });
  },

  ofAccount: async (account, { limit, before }) => {
    const from = before && noteKey({ account, ...before });
    const range = { pk: accountPartition(account), prefix: peopleKey.note, limit, ...(from && { before: from }) };
    const { found, isLast } = await latestFirst<Note>(table, { ...range, now: clock.now() });
    return { notes: found, isLast };
  },

  // `~` sorts after every instant.
  ofTask: async (account, task, since) =>
    (await itemsBetween(table, accountPartition(account), peopleKey.note + since, `${peopleKey.note}~`))
      .filter(item => isAlive(item, clock.now()))
      .map(item => content<Note>(item))
      .filter(note => note.task === task),

  forget: async (account, person) => {
    for await (const page of pagesUnder(table, accountPartition(account), peopleKey.note))
      for (const item of page) {
        const note = content<Note>(item);
        if (concernsPerson(note, person)) await redact(table, note);
      }
  },
});

export const noteWrite = (note: Note): LoneWrite => ({
  kind: 'put',
  key: noteKey(note),
  item: { ...packed(note), expiresAt: afterUsageRetention(note.at) },
});

const redact = async (table: Table, note: Note): Promise<void> => {
  await writeIf(table, { ...noteWrite(withoutWords(note)), tests: [{ kind: 'exists' }] });
};
