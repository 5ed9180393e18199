import type { Contact } from '../../account/account.ts';
import type { Change } from '../../account/change.ts';
import { isErased } from '../../account/former-contact.ts';
import type { AllPorts } from '../../ports/ports.ts';
import { turn } from '../../turn.ts';

interface ContactChange {
  contact: Contact;
  also?: readonly Change[];
}

/**
 * Compare-and-set of a contact, retried on conflict; `also` is written in the same transaction. `change` returns
 * undefined to change nothing. For an erased contact `known` is undefined, and `remains` is its tombstone.
 */
export const updateContact = async (
  account: string,
  id: string,
  ports: Pick<AllPorts, 'accounts' | 'contacts'>,
  change: (
    known: Contact | undefined,
    remains: Contact | undefined,
  ) => ContactChange | undefined | Promise<ContactChange | undefined>,
): Promise<void> =>
  turn(
    {
      account,
      read: async () => {
        const stored = await ports.contacts.findOrRemains(account, id);
        return stored && isErased(stored) ? change(undefined, stored) : change(stored, undefined);
      },
      decide: changed => ({ answer: undefined, changes: changed ? rowsOf(changed) : [] }),
      maxAttempts: 8,
    },
    ports,
  );

const rowsOf = ({ contact, also = [] }: ContactChange): Change[] => [
  { kind: 'contact', contact: { ...contact, revision: contact.revision + 1 } },
  ...also,
];
