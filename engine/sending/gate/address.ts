import { isErased, isRemoved } from '../../account/former-contact.ts';
import { atSameAddress, suppressionsAt } from '../../contacts/mailboxes.ts';
import type { ContactGate } from './gate.ts';

/** A removed or erased contact receives nothing, not even the retry of a delivery begun earlier. */
export const removed: ContactGate = {
  name: 'removed',
  asksFor: ['address'],
  ask: (_, contact) => (isRemoved(contact) || isErased(contact) ? { skip: 'no-recipient' } : 'pass'),
};

/** A contact without an address is skipped; an address that the channel would reject fails the delivery. */
export const deliverable: ContactGate = {
  name: 'deliverable',
  asksFor: ['address'],
  ask: ({ addresses }, contact) => {
    if (addresses.deliverable(contact) !== undefined) return 'pass';
    return addresses.said(contact) === '' ? { skip: 'no-recipient' } : { fail: 'bad-address' };
  },
};

/**
 * A mail address that bounced or complained gets no more of the classes that the suppression covers, nor does its
 * contact by any other channel; a new mail address starts without suppressions.
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

/**
 * A sign-up may use a stranger's address, so an unverified address gets transactional mail only. `contact.verified`
 * wakes the touch.
 */
export const unverified: ContactGate = {
  name: 'unverified',
  asksFor: ['address'],
  ask: ({ call, addresses }, contact) => {
    const verified = addresses.isVerified(contact);
    const mayBeStranger = call.policy.verifiedOnly ? verified !== true : verified === false;
    return mayBeStranger && call.class !== 'transactional' ? { hold: 'unverified' } : 'pass';
  },
};

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
