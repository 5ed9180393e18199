import { addressOf } from '../recipients.ts';
import type { ContactGate } from './gate.ts';

/** An address that bounced or complained gets no more of the classes that the suppression covers; a new address starts anew. */
export const suppressed: ContactGate = ({ call }, contact) => {
  const { suppression } = contact;
  const applies =
    suppression?.classes.includes(call.class) && suppression.email.toLowerCase() === addressOf(contact)?.toLowerCase();
  return applies ? { skip: 'suppressed' } : 'pass';
};
