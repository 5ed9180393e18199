import { isErased } from '../../account/erasure.ts';
import { isRemoved } from '../../account/removal.ts';
import type { ContactGate } from './gate.ts';

/** A removed or erased contact receives nothing, not even the retry of a delivery that had begun before. */
export const removed: ContactGate = {
  name: 'removed',
  asksFor: ['address'],
  ask: (_, contact) => (isRemoved(contact) || isErased(contact) ? { skip: 'no-recipient' } : 'pass'),
};
