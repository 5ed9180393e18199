import * as z from 'zod';
import { addNote } from '../../notes/use-cases/add-note.ts';
import { noteText } from '../../tasks/use-cases/task-action-body.ts';
import { action } from '../action.ts';

/** The answer omits the text, which is stored in one place only. */
export const addAccountNote = action<'accounts' | 'contacts' | 'notes' | 'tasks'>()({
  path: '/v1/accounts/{id}/notes',
  summary: 'Write a note about an account, one of its contacts or tasks',
  roles: ['csm', 'lead'],
  needsKey: true,
  body: z.strictObject({
    id: z.string(),
    text: noteText,
    /** Id of a contact: erasing the contact erases the text. */
    about: z.string('must be the id of a contact').optional(),
    task: z.string('must be the id of a task').optional(),
  }),
  answer: z.object({
    note: z.object({
      id: z.string(),
      at: z.iso.datetime(),
      by: z.string(),
      about: z.string().exactOptional(),
      task: z.string().exactOptional(),
    }),
  }),
  act: async ({ id: account, text, about, task }, { at, by, name }, ports) => {
    const note = { id: name, at, by, ...(about !== undefined && { about }), ...(task !== undefined && { task }) };
    const keep = await addNote({ account, text, ...note }, ports);
    return {
      line: { action: 'account.note', account, ...(task !== undefined && { task }), details: { note: name } },
      perform: keep,
      answer: { note },
    };
  },
});
