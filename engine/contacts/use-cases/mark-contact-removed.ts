import type { Contact } from '../../account/account.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { AllPorts } from '../../ports/ports.ts';
import { updateContact } from './update-contact.ts';

/** Records that the account removed a person, even one that is unknown so far. Idempotent. */
export const markContactRemoved = async (
  account: string,
  id: string,
  at: Instant,
  ports: Pick<AllPorts, 'accounts' | 'contacts'>,
): Promise<void> =>
  updateContact(account, id, ports, (known, remains) => {
    const before: Contact = known ?? { id, attributes: {}, choices: {}, recentSends: [], revision: 0 };
    const isKnown = remains !== undefined || (before.removedAt !== undefined && before.removedAt >= at);
    return isKnown ? undefined : { contact: { ...before, removedAt: at } };
  });
