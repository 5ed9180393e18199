import type { Contact } from '../../account/account.ts';
import type { Change } from '../../account/change.ts';
import { isErased } from '../../account/erasure.ts';
import { CommitConflict, type Ports } from '../../ports/ports.ts';

const mostTries = 8;

interface ContactChange {
  contact: Contact;
  also?: readonly Change[];
}

/**
 * Changes a contact by what is stored of it, again if somebody else was faster; `also` goes with it or not at all.
 * `change` answers nothing where nothing is to change. Nobody is `known` who was erased: `remains` is what is left.
 */
export const updateContact = async (
  account: string,
  id: string,
  { accounts }: Pick<Ports, 'accounts'>,
  change: (
    known: Contact | undefined,
    remains: Contact | undefined,
  ) => ContactChange | undefined | Promise<ContactChange | undefined>,
): Promise<void> => {
  for (let tries = 1; ; tries++) {
    const stored = await accounts.contactOrRemains(account, id);
    const changed = stored && isErased(stored) ? await change(undefined, stored) : await change(stored, undefined);
    if (changed === undefined) return;
    const { contact, also = [] } = changed;
    try {
      await accounts.commit(account, [
        { kind: 'contact', contact: { ...contact, revision: contact.revision + 1 } },
        ...also,
      ]);
      return;
    } catch (error) {
      if (!(error instanceof CommitConflict) || tries === mostTries) throw error;
    }
  }
};
