import type { Contact } from '../account.ts';
import type { Audience } from '../step.ts';

/** The contacts of the audience's roles, or of `otherwise` when the account has none of them; in order of id. */
export const recipients = (audience: Audience, contacts: readonly Contact[]): Contact[] => {
  const sorted = [...contacts].sort((a, b) => (a.id < b.id ? -1 : 1));
  if (audience.roles === 'everyone') return sorted;
  const first = ofRoles(audience.roles, sorted);
  return first.length > 0 ? first : ofRoles(audience.otherwise ?? [], sorted);
};

/**
 * The roles that count for as long as a touch lasts: who is given one of the first roles later belongs to it too, and
 * those who stand in for them stay.
 */
export const audienceNow = ({ roles, otherwise }: Audience, contacts: readonly Contact[]): Pick<Audience, 'roles'> =>
  roles === 'everyone' || ofRoles(roles, contacts).length > 0
    ? { roles }
    : { roles: [...new Set([...roles, ...(otherwise ?? [])])] };

/** The contact's role; somebody of whom no role is known is a member. */
export const roleOf = ({ attributes }: Pick<Contact, 'attributes'>): string =>
  String(attributes.role?.value ?? 'member');

/** How a timeline names an audience: `everyone`, `admin`, `billing,admin`. */
export const audienceName = ({ roles }: Audience): string => (roles === 'everyone' ? roles : roles.join(','));

/** The contact's email address; nothing when there is none that a mail could go to. */
export const addressOf = ({ attributes }: Pick<Contact, 'attributes'>): string | undefined => {
  const email = attributes.email?.value;
  return typeof email === 'string' && /^[^\s@<>,;]+@[^\s@<>,;]+$/.test(email) ? email : undefined;
};

/** The other contacts that are reached at the same address. */
export const sharingAddress = (contact: Contact, contacts: readonly Contact[]): Contact[] => {
  const address = addressOf(contact)?.toLowerCase();
  if (address === undefined) return [];
  return contacts.filter(other => other.id !== contact.id && addressOf(other)?.toLowerCase() === address);
};

const ofRoles = (roles: readonly string[], contacts: readonly Contact[]): Contact[] =>
  contacts.filter(contact => roles.includes(roleOf(contact)));
