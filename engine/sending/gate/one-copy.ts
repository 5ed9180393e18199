import type { ContactGate } from './gate.ts';

/** Recipients that share an address get one copy. */
export const oneCopy: ContactGate = {
  name: 'one-copy',
  asksFor: ['address'],
  ask: ({ addresses, copies }, contact) => {
    const address = addresses.deliverable(contact);
    const holder = address === undefined ? undefined : copies?.get(addresses.canonical(address));
    return holder === undefined || holder === contact.id ? 'pass' : { skip: 'same-mailbox' };
  },
};
