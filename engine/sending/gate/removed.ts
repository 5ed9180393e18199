import { isErased } from '../../account/erasure.ts';
import { isRemoved } from '../../account/removal.ts';
import type { ContactGate } from './gate.ts';

/** A contact who was removed or erased receives nothing, not even the second try of a delivery that had begun before. */
export const removed: ContactGate = {
  name: 'removed',
  asksFor: ['address'],
  ask: (_, contact) => (isRemoved(contact) || isErased(contact) ? { skip: 'no-recipient' } : 'pass'),
};
