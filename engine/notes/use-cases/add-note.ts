import { isErased } from '../../account/former-contact.ts';
import { calledNamesOf } from '../../account/named-person.ts';
import type { Note } from '../../account/note.ts';
import { idOrNothing, longestIds } from '../../kernel/read-id.ts';
import { RefusedRequest } from '../../kernel/refused-request.ts';
import { shortened } from '../../kernel/shortened.ts';
import type { AllPorts } from '../../ports/ports.ts';

/**
 * Validates a note about an account, or one of its contacts or tasks, and returns a function that stores it. Idempotent
 * by the note's time and id.
 * @throws RefusedRequest for an account, a contact or a task of it that does not exist
 */
export const addNote = async (
  note: Note,
  { accounts, contacts, notes, tasks }: Pick<AllPorts, 'accounts' | 'contacts' | 'notes' | 'tasks'>,
): Promise<() => Promise<void>> => {
  const { account, about, task } = note;
  const [profile, person, found] = await Promise.all([
    accounts.profile(account),
    isIdOf('user', about) ? contacts.find(account, about) : undefined,
    isIdOf('task', task) ? tasks.find(account, task) : undefined,
  ]);
  if (profile === undefined)
    throw new RefusedRequest('not_found', `There is no account ${shortened(account, 200)}.`, { status: 404 });
  if (about !== undefined && (person === undefined || isErased(person))) throw unknown('about', 'contact');
  if (task !== undefined && found === undefined) throw unknown('task', 'task');
  return async () => {
    await notes.keep(note);
    if (person === undefined) return;
    // The contact may have been erased meanwhile, and that erasure may have read before this note was written.
    const after = await contacts.findOrRemains(account, person.id);
    if (after !== undefined && isErased(after))
      await notes.forget(account, { contact: person.id, names: calledNamesOf(person), until: note.at });
  };
};

const isIdOf = (what: 'user' | 'task', said: string | undefined): said is string =>
  idOrNothing(said, longestIds[what]) !== undefined;

const unknown = (field: string, what: string): RefusedRequest =>
  new RefusedRequest('invalid_request', `${field}: is no ${what} of the account`, { field });
