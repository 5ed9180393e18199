import type { Contact } from '../../account.ts';
import { addressOf, sharingAddress } from '../recipients.ts';
import type { ContactGate } from './gate.ts';

/** An address that bounced or complained gets no more of the classes that the suppression covers; a new address starts anew. */
export const suppressed: ContactGate = ({ call, snapshot }, contact) => {
  const address = addressOf(contact)?.toLowerCase();
  const applies = ({ suppression }: Contact): boolean =>
    suppression?.classes.includes(call.class) === true && suppression.email.toLowerCase() === address;
  return [contact, ...sharingAddress(contact, snapshot.contacts)].some(applies) ? { skip: 'suppressed' } : 'pass';
};
