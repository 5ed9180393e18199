import type { DeadLetters } from '../ports/dead-letters.ts';
import { afterAttempt } from '../ports/retention.ts';
import { expiringAt, putExpiring } from './expiring-rows.ts';
import type { Store } from './store.ts';

/** The count that dead letters go by. The queue of them is the world's. */
export const memoryAttempts = ({ attempts, clock }: Store): Pick<DeadLetters, 'countTry'> => ({
  countTry: async ({ id, receives }) => {
    const now = clock.now();
    const value = new Set(expiringAt(attempts, id, now)).add(receives);
    putExpiring(attempts, id, { value, expiresAt: afterAttempt(now) }, now);
    return value.size;
  },
});
