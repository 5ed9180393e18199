import type { Contact } from '../../domain/account.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Ports } from '../ports.ts';
import { updateContact } from './update-contact.ts';

/** Notes that the account took a person out of itself, also before anything else is known of them. To be repeated at will. */
export const removeContact = async (
  account: string,
  id: string,
  at: Instant,
  ports: Pick<Ports, 'accounts'>,
): Promise<void> =>
  updateContact(account, id, ports, (known, remains) => {
    const before: Contact = known ?? { id, attributes: {}, choices: {}, recentSends: [], revision: 0 };
    const isKnown = remains !== undefined || (before.removedAt !== undefined && before.removedAt >= at);
    return isKnown ? undefined : { contact: { ...before, removedAt: at } };
  });
