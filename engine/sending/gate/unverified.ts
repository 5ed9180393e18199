import type { ContactGate } from './gate.ts';

/**
 * A sign-up may use a stranger's address, so an unverified address gets transactional mail only. `contact.verified` wakes the
 * touch.
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
