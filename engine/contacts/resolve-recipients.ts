import type { Contact } from '../account/account.ts';
import { pendingSince } from '../account/consent.ts';
import { isRemoved } from '../account/former-contact.ts';
import type { Audience } from '../definition/audience.ts';
import type { Scalar } from '../kernel/scalar.ts';
import { deliverableAddress } from './mail-address.ts';

/**
 * The contacts with the audience's roles, or of `otherwise` when the account has none of them; in order of id. A
 * removed contact has no role in the account.
 */
export const resolveRecipients = (
  audience: Audience,
  contacts: readonly Contact[],
  /** Fields of the event that enrolled the account. */
  enrolledBy: Readonly<Record<string, Scalar>> = {},
): Contact[] => {
  if (audience.who === 'asked')
    return contacts.filter(contact => !isRemoved(contact) && asksStill(contact, enrolledBy));
  const sorted = contacts.filter(contact => !isRemoved(contact)).sort((a, b) => (a.id < b.id ? -1 : 1));
  if (audience.roles === 'everyone') return sorted;
  const first = ofRoles(audience.roles, sorted);
  return first.length > 0 ? first : ofRoles(audience.otherwise ?? [], sorted);
};

/** Is the request from this contact, and still pending? */
const asksStill = ({ id, choices }: Contact, { contact, topic, askedAt }: Readonly<Record<string, Scalar>>): boolean =>
  id === contact && typeof askedAt === 'string' && pendingSince(choices, String(topic)) === askedAt;

/**
 * The roles to use while a touch is open: if substitutes are used now, they stay, and contacts who get one of the first
 * roles later are added.
 */
export const audienceNow = ({ roles, otherwise }: Audience, contacts: readonly Contact[]): Pick<Audience, 'roles'> =>
  roles === 'everyone' ||
  ofRoles(
    roles,
    contacts.filter(contact => !isRemoved(contact)),
  ).length > 0
    ? { roles }
    : { roles: [...new Set([...roles, ...(otherwise ?? [])])] };

/** The contact's role; `member` if unknown. */
export const roleOf = ({ attributes }: Pick<Contact, 'attributes'>): string =>
  String(attributes.role?.value ?? 'member');

/** How a timeline names an audience: `everyone`, `admin`, `billing,admin`. */
export const audienceName = ({ roles, who }: Audience): string =>
  roles === 'everyone' ? (who === 'asked' ? 'who-asked' : roles) : roles.join(',');

/** A recipient in a timeline that is no contact, for people: `everyone`, `billing or admin`. */
export const audienceInWords = (name: string): string => name.replaceAll(',', ' or ');

/** The contact's email address in the mail service's form; undefined if there is no deliverable one. */
export const addressOf = (contact: Pick<Contact, 'attributes'>): string | undefined =>
  deliverableAddress(emailOf(contact));

/** The contact's email address as received, valid or not; empty if there is none. */
export const emailOf = ({ attributes }: Pick<Contact, 'attributes'>): string => {
  const email = attributes.email?.value;
  return typeof email === 'string' ? email.trim() : '';
};

const ofRoles = (roles: readonly string[], contacts: readonly Contact[]): Contact[] =>
  contacts.filter(contact => roles.includes(roleOf(contact)));
