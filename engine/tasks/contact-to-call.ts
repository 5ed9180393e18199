import type { Contact } from '../account/account.ts';
import { emailOf, resolveRecipients, roleOf } from '../contacts/resolve-recipients.ts';
import type { Audience } from '../definition/audience.ts';

/** The contact to call about a task. It is read whenever the task is shown, and stored nowhere else. */
export interface ContactToCall {
  id: string;
  role: string;
  /** Why this contact: `champion`, or `no champion, so admin`. */
  why: string;
  name?: string;
  email?: string;
}

/**
 * The contact with the lowest id in the first of the roles that the account has; undefined if it has no such contact.
 */
export const contactToCall = (audience: Audience, contacts: readonly Contact[]): ContactToCall | undefined => {
  const { roles, otherwise = [] } = audience;
  const found = resolveRecipients(audience, contacts);
  const wanted = roles === 'everyone' ? [] : [...roles, ...otherwise];
  const contact = wanted.map(role => found.find(each => roleOf(each) === role)).find(Boolean) ?? found[0];
  if (contact === undefined) return undefined;
  const role = roleOf(contact);
  const missing = wanted.slice(0, Math.max(0, wanted.indexOf(role)));
  const [name, email] = [contact.attributes.name?.value, emailOf(contact)];
  return {
    id: contact.id,
    role,
    why: missing.length === 0 ? role : `no ${missing.join(', no ')}, so ${role}`,
    ...(typeof name === 'string' && name !== '' && { name }),
    ...(email !== '' && { email }),
  };
};
