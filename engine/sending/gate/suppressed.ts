import { suppressionsAt } from '../../contacts/mailboxes.ts';
import type { ContactGate } from './gate.ts';

/** An address that bounced or complained gets no more of the classes that the suppression covers; a new address starts anew. */
export const suppressed: ContactGate = ({ call, snapshot }, contact) =>
  suppressionsAt(contact, snapshot.contacts).some(({ classes }) => classes.includes(call.class))
    ? { skip: 'suppressed' }
    : 'pass';
