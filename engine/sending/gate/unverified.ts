import type { ContactGate } from './gate.ts';

/**
 * Whoever signs up with a stranger's address makes us mail that stranger: nothing but transactional mail goes to an
 * address before it is known to be theirs. `contact.verified` wakes the touch.
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
