import { addressOf, emailOf } from '../../contacts/recipients.ts';
import type { ContactGate } from './gate.ts';

/** Without an address the contact is no recipient; an address that the mail service would refuse fails the delivery. */
export const deliverable: ContactGate = (_, contact) => {
  if (addressOf(contact) !== undefined) return 'pass';
  return emailOf(contact) === '' ? { skip: 'no-recipient' } : { fail: 'bad-address' };
};
