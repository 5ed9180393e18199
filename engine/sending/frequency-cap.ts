import type { Contact } from '../account/account.ts';
import { type FrequencyCap, type MessageClass, mostRemembered, type Policy } from '../definition/policy.ts';
import { type Instant, instant, plusSeconds, type Second, toSecond } from '../kernel/instant.ts';

type Sends = Contact['recentSends'];
type CapAnswer = 'room' | 'skip' | { holdUntil: Second };

/** Is there room for one more email of this class? A send counts for `withinDays` times 24 hours. */
export const frequencyCap = (
  caps: readonly FrequencyCap[],
  messageClass: MessageClass,
  sends: Sends,
  now: Instant,
): CapAnswer => {
  const full = caps
    .filter(({ classes }) => classes.includes(messageClass))
    .flatMap(cap => {
      const at = roomAt(cap, sends, now);
      return at > now ? [{ onCapped: cap.onCapped, at }] : [];
    });
  if (full.length === 0) return 'room';
  if (full.some(({ onCapped }) => onCapped === 'skip')) return 'skip';
  return {
    holdUntil: ceilSecond(
      full
        .map(({ at }) => at)
        .sort()
        .at(-1) ?? now,
    ),
  };
};

/** The caps on all mail of this class to an account, over all its contacts. */
export const capsPerAccount = (caps: readonly FrequencyCap[], messageClass: MessageClass): FrequencyCap[] =>
  caps.filter(({ per, classes }) => per === 'account' && classes.includes(messageClass));

/**
 * Recent mails to any contact of the account that count against its caps. Gathered once, since an account may have many
 * contacts.
 */
export const sendsToAccount = (
  caps: readonly FrequencyCap[],
  messageClass: MessageClass,
  contacts: readonly Contact[],
  now: Instant,
): Sends => {
  const since = capsPerAccount(caps, messageClass).map(({ classes, withinDays }) => ({
    classes,
    after: plusDays(now, -withinDays),
  }));
  if (since.length === 0) return [];
  const isCounted = (send: Sends[number]) => since.some(cap => send.at > cap.after && cap.classes.includes(send.class));
  return contacts.flatMap(({ recentSends }) => recentSends.filter(isCounted));
};

/**
 * The sends to store with the contact: those that may still count against a cap, or that let a retry of the same touch
 * find that it was sent.
 */
export const keepSends = (sends: Sends, { frequencyCaps, holdAtMostDays }: Policy, now: Instant): Sends => {
  const days = Math.max(31, holdAtMostDays + 1, ...frequencyCaps.map(({ withinDays }) => withinDays));
  return sends.filter(({ at }) => plusDays(at, days) > now);
};

/** Rounds up to a full second. */
export const ceilSecond = (at: Instant): Second => toSecond(instant(Math.ceil(Date.parse(at) / 1000) * 1000));

/** When fewer than `atMost` of the sends count; `now` or earlier if they do already. A cap of 0 never has room. */
const roomAt = ({ classes, atMost, withinDays }: FrequencyCap, sends: Sends, now: Instant): Instant => {
  if (atMost <= 0) return plusDays(now, withinDays);
  const counted = sends.filter(send => classes.includes(send.class));
  // Skips sorting: an account may have many sends, and this runs for each recipient.
  if (counted.length < atMost) return now;
  const ends = counted.map(({ at }) => plusDays(at, withinDays)).sort();
  return ends.at(-atMost) ?? now;
};

const plusDays = (at: Instant, days: number): Instant => plusSeconds(at, days * 86_400);

/**
 * The contact's next revision, with this mail counted once. If a contact has more sends than it can hold, the oldest
 * are dropped.
 */
export const withSend = (
  contact: Contact,
  send: Contact['recentSends'][number],
  policy: Policy,
  now: Instant,
): Contact => ({
  ...contact,
  recentSends: [
    ...keepSends(contact.recentSends, policy, now).filter(({ delivery }) => delivery !== send.delivery),
    send,
  ].slice(-mostRemembered),
  revision: contact.revision + 1,
});

/** The contact's next revision, without this mail. */
export const withoutSend = (contact: Contact, delivery: string | undefined): Contact => ({
  ...contact,
  recentSends: contact.recentSends.filter(send => send.delivery !== delivery),
  revision: contact.revision + 1,
});
