import { atSameAddress, suppressionsAt } from '../../contacts/mailboxes.ts';
import type { ContactGate } from './gate.ts';

/**
 * A mail address that bounced or complained gets no more of the classes that the suppression covers, nor does its contact by any
 * other channel; a new mail address starts anew.
 */
export const suppressed: ContactGate = {
  name: 'suppressed',
  asksFor: ['address'],
  ask: ({ call, snapshot, addresses }, contact) =>
    atSameAddress(contact, snapshot.contacts, addresses)
      .flatMap(each => suppressionsAt(each, snapshot.contacts))
      .some(({ classes }) => classes.includes(call.class))
      ? { skip: 'suppressed' }
      : 'pass',
};
