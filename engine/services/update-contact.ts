import type { Contact } from '../domain/account.ts';
import { CommitConflict, type Ports } from './ports.ts';

const mostTries = 8;

/** Changes a contact by what is stored of it, again if somebody else was faster. `change` answers nothing where nothing is to change. */
export const updateContact = async (
  account: string,
  id: string,
  { accounts }: Pick<Ports, 'accounts'>,
  change: (known: Contact | undefined) => Contact | undefined,
): Promise<void> => {
  for (let tries = 1; ; tries++) {
    const changed = change(await accounts.contact(account, id));
    if (changed === undefined) return;
    try {
      await accounts.commit(account, [{ kind: 'contact', contact: { ...changed, revision: changed.revision + 1 } }]);
      return;
    } catch (error) {
      if (!(error instanceof CommitConflict) || tries === mostTries) throw error;
    }
  }
};
