import { optedOut } from '../../account/consent.ts';
import { atSameMailbox } from '../../contacts/mailboxes.ts';
import type { ContactGate } from './gate.ts';

/** Who opts out stops the mail to that mailbox, also where it is known under a second contact id. */
export const unsubscribed: ContactGate = ({ call, snapshot }, contact) =>
  atSameMailbox(contact, snapshot.contacts).some(each => optedOut(each, call.class, call.template?.topic))
    ? { skip: 'unsubscribed' }
    : 'pass';
