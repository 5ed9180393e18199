import { optedOut } from '../../account/consent.ts';
import { atSameAddress } from '../../contacts/mailboxes.ts';
import type { ContactGate } from './gate.ts';

/** An opt-out stops what goes to that address, also where it is known under a second contact id. */
export const unsubscribed: ContactGate = {
  name: 'unsubscribed',
  asksFor: ['address'],
  ask: ({ call, snapshot, addresses }, contact) =>
    atSameAddress(contact, snapshot.contacts, addresses).some(each => optedOut(each, call.class, call.template?.topic))
      ? { skip: 'unsubscribed' }
      : 'pass',
};
