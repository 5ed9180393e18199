import type { ContactGate } from './gate.ts';

/** Without an address the contact is no recipient; an address that the channel would refuse fails the delivery. */
export const deliverable: ContactGate = {
  name: 'deliverable',
  asksFor: ['address'],
  ask: ({ addresses }, contact) => {
    if (addresses.deliverable(contact) !== undefined) return 'pass';
    return addresses.said(contact) === '' ? { skip: 'no-recipient' } : { fail: 'bad-address' };
  },
};
