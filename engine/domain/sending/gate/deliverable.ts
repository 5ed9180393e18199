import { addressOf, emailOf } from '../recipients.ts';
import type { ContactGate } from './gate.ts';

/** Where no address is known there is no recipient; one that the mail service would refuse is a fault to be told. */
export const deliverable: ContactGate = (_, contact) => {
  if (addressOf(contact) !== undefined) return 'pass';
  return emailOf(contact) === '' ? { skip: 'no-recipient' } : { fail: 'bad-address' };
};
