import type { Contact } from '../account/account.ts';
import type { Delivery, DeliveryFact } from '../account/delivery.ts';
import { mailboxOf } from '../contacts/mail-address.ts';
import { addressOf } from '../contacts/resolve-recipients.ts';
import { type MessageClass, messageClasses } from '../definition/policy.ts';
import { type Instant, plusSeconds } from '../kernel/instant.ts';

/**
 * An event of the mail service about one delivery. Addresses are the only personal part; they go into the contact or
 * nowhere.
 */
export interface MailEvent {
  account: string;
  delivery: string;
  fact: DeliveryFact;
  at: Instant;
  messageId?: string;
  /** The effect of a bounce on the address; absent where it has none, such as for a mail that was too large. */
  bounce?: 'permanent' | 'transient';
  /** Addresses that a bounce or complaint is about; one event may have several. */
  addresses: readonly string[];
}

/** Does the fact prove that the mail service accepted the mail? */
export const provesSent = (fact: DeliveryFact): boolean => !isOurFault(fact);

/** SES accepted the request and then could not send the mail: our own fault, which a retry does not fix. */
export const isOurFault = (fact: DeliveryFact): boolean => fact === 'rejected' || fact === 'renderingFailed';

/** Do the ledger's facts prove that a mail was sent although its response was lost? */
export const isProvenSent = ({ facts }: Pick<Delivery, 'facts'>): boolean =>
  (Object.keys(facts) as DeliveryFact[]).some(provesSent);

const softBounceDays = 30;
const softBouncesForDegraded = 3;
/** Longer than any event is delayed, so that the order of events does not matter. */
const softBouncesKeptDays = 90;

/**
 * The contact after a bounce or a complaint; undefined if that changes nothing. A permanent bounce ends all mail to the
 * address; a complaint, or three soft bounces within 30 days, all mail that is not transactional.
 */
export const afterMailEvent = (contact: Contact, event: MailEvent, delivery: Delivery): Contact | undefined => {
  const { at } = event;
  const email = addressOfEvent(event, contact);
  if (email === undefined) return undefined;
  if (event.fact === 'complained') return suppressedFor(contact, { email, reason: 'complained', at });
  if (event.bounce === 'permanent') return suppressedFor(contact, { email, reason: 'bounced', at });
  if (event.bounce !== 'transient' || contact.softBounces?.some(each => each.delivery === delivery.id))
    return undefined;
  const all = [...(contact.softBounces ?? []), { delivery: delivery.id, at }].sort((a, b) => (a.at < b.at ? -1 : 1));
  const oldest = plusSeconds(all.at(-1)?.at ?? at, -softBouncesKeptDays * 86_400);
  const softBounces = all.filter(each => each.at >= oldest);
  const next = { ...contact, softBounces };
  if (!isOften(softBounces)) return next;
  return suppressedFor(next, { email, reason: 'degraded', at }) ?? next;
};

/**
 * The contact with the address suppressed for the classes that the reason ends; undefined if it is suppressed already.
 */
export const suppressedFor = (
  contact: Contact,
  why: Omit<Suppression, 'classes'> & { reason: 'bounced' | 'complained' | 'degraded' },
): Contact | undefined =>
  suppressed(contact, { ...why, classes: why.reason === 'bounced' ? messageClasses : optional });

/** Is the event about the address that the contact has now? */
export const isOwnAddress = ({ addresses }: MailEvent, contact: Contact): boolean => {
  const own = addressOf(contact);
  return own !== undefined && addresses.some(each => mailboxOf(each) === mailboxOf(own));
};

/**
 * The contact's own address if the event is about it, else the event's only address, which the contact may no longer
 * have.
 */
const addressOfEvent = (event: MailEvent, contact: Contact): string | undefined => {
  if (isOwnAddress(event, contact)) return addressOf(contact);
  return event.addresses.length === 1 ? event.addresses[0] : undefined;
};

/** Three within any 30 days. */
const isOften = (bounces: NonNullable<Contact['softBounces']>): boolean =>
  bounces.some(({ at }, index) => {
    const last = bounces[index + softBouncesForDegraded - 1];
    return last !== undefined && last.at <= plusSeconds(at, softBounceDays * 86_400);
  });

const optional: readonly MessageClass[] = ['lifecycle', 'marketing'];

type Suppression = NonNullable<Contact['suppression']>;

/** Keeps the suppression that covers more classes of an address, and prefers that of the contact's current address. */
const suppressed = (contact: Contact, suppression: Suppression): Contact | undefined => {
  const known = contact.suppression;
  if (known === undefined) return { ...contact, suppression };
  const [own, before, address] = [addressOf(contact) ?? '', known.email, suppression.email].map(mailboxOf);
  const isCovered = before === address && suppression.classes.every(each => known.classes.includes(each));
  const isOfOld = before === own && address !== own;
  return isCovered || isOfOld ? undefined : { ...contact, suppression };
};
