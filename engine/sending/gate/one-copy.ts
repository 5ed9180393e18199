import { mailboxOf } from '../../contacts/mail-address.ts';
import { addressOf } from '../../contacts/recipients.ts';
import type { ContactGate } from './gate.ts';

/** Recipients that share a mailbox get one mail. */
export const oneCopy: ContactGate = ({ copies }, contact) => {
  const address = addressOf(contact);
  const holder = address === undefined ? undefined : copies?.get(mailboxOf(address));
  return holder === undefined || holder === contact.id ? 'pass' : { skip: 'same-mailbox' };
};
