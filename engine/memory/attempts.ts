import type { DeadLetters } from '../ports/dead-letters.ts';
import { afterAttempt } from '../ports/retention.ts';
import { expiringAt, putExpiring } from './expiring-rows.ts';
import type { Store } from './store.ts';

/** Counts the receives of a message, after which it becomes a dead letter. */
export const memoryAttempts = ({ attempts, clock }: Store): Pick<DeadLetters, 'countTry'> => ({
  countTry: async ({ id, receives }) => {
    const now = clock.now();
    const value = new Set(expiringAt(attempts, id, now)).add(receives);
    putExpiring(attempts, id, { value, expiresAt: afterAttempt(now) }, now);
    return value.size;
  },
});
