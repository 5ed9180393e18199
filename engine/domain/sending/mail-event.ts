import type { Contact } from '../account.ts';
import type { Delivery, DeliveryFact } from '../delivery.ts';
import { type Instant, plusSeconds } from '../instant.ts';
import { type MessageClass, messageClasses } from '../policy.ts';

/** What the mail service tells of one delivery. The address is the only personal part; it goes into the contact or nowhere. */
export interface MailEvent {
  account: string;
  delivery: string;
  fact: DeliveryFact;
  at: Instant;
  messageId?: string;
  bounce?: 'permanent' | 'transient' | 'suppressed';
  address?: string;
}

/** Facts that only a mail that was taken can have. */
export const provesSent = (fact: DeliveryFact): boolean => fact !== 'rejected' && fact !== 'renderingFailed';

/** Facts that say something of the address, and not only of this mail. */
export const concernsAddress = (fact: DeliveryFact): boolean => fact === 'bounced' || fact === 'complained';

const softBouncesKeptDays = 30;
const softBouncesForDegraded = 3;

/**
 * The contact after a bounce or a complaint; nothing when it says nothing new. A permanent bounce ends all mail to the
 * address, a complaint all that is not transactional, as do three bounces for now within 30 days.
 */
export const afterMailEvent = (contact: Contact, event: MailEvent, delivery: Delivery): Contact | undefined => {
  const { address: email, at } = event;
  if (email === undefined) return undefined;
  if (event.fact === 'complained') return suppressed(contact, { email, reason: 'complained', classes: optional, at });
  if (event.bounce === 'permanent')
    return suppressed(contact, { email, reason: 'bounced', classes: messageClasses, at });
  if (event.bounce !== 'transient' || contact.softBounces?.some(each => each.delivery === delivery.id))
    return undefined;
  const oldest = plusSeconds(at, -softBouncesKeptDays * 86_400);
  const softBounces = [...(contact.softBounces ?? []), { delivery: delivery.id, at }].filter(each => each.at >= oldest);
  const next = { ...contact, softBounces };
  if (softBounces.length < softBouncesForDegraded) return next;
  return suppressed(next, { email, reason: 'degraded', classes: optional, at }) ?? next;
};

const optional: readonly MessageClass[] = ['lifecycle', 'marketing'];

type Suppression = NonNullable<Contact['suppression']>;

/** Of two suppressions of one address the one that covers more stays. */
const suppressed = (contact: Contact, suppression: Suppression): Contact | undefined => {
  const known = contact.suppression;
  const isCovered =
    known?.email.toLowerCase() === suppression.email.toLowerCase() &&
    suppression.classes.every(each => known.classes.includes(each));
  return isCovered ? undefined : { ...contact, suppression };
};
