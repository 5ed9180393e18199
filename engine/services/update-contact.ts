import type { Contact } from '../domain/account.ts';
import type { Change } from '../domain/change.ts';
import { CommitConflict, type Ports } from './ports.ts';

const mostTries = 8;

/**
 * Changes a contact by what is stored of it, again if somebody else was faster; `also` goes with it or not at all.
 * `change` answers nothing where nothing is to change.
 */
export const updateContact = async (
  account: string,
  id: string,
  { accounts }: Pick<Ports, 'accounts'>,
  change: (known: Contact | undefined) => { contact: Contact; also?: readonly Change[] } | undefined,
): Promise<void> => {
  for (let tries = 1; ; tries++) {
    const changed = change(await accounts.contact(account, id));
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
