import type { Contact } from '../account/account.ts';
import { type Delivery, isStillOurs } from '../account/delivery.ts';
import type { Enrollment } from '../account/enrollment.ts';
import type { TouchReason } from '../account/timeline.ts';
import type { AddressBook } from '../contacts/mailboxes.ts';
import { resolveRecipients } from '../contacts/resolve-recipients.ts';
import type { Audience } from '../definition/audience.ts';
import type { TouchCall } from '../definition/step-call.ts';
import { type Instant, plusSeconds, type Second } from '../kernel/instant.ts';
import type { Scalar } from '../kernel/scalar.ts';
import type { StepEntry } from '../steps/enter-step.ts';

import { deliveryId } from './delivery-id.ts';
import { ceilSecond, sendsToAccount } from './frequency-cap.ts';
import type { GateAnswer, GateContext } from './gate/gate.ts';
import { isProvenSent } from './mail-event.ts';
import { addressBookOf, addressedTo, audienceOf } from './reach.ts';
import { checkContactGates, checkTouchGates, limitHold } from './send-gate.ts';

/** One delivery of a touch: its recipient, and its id in the ledger. */
export interface Addressee {
  delivery: string;
  /** As the timeline shows it: a contact id, an audience, or a destination's name. */
  to: string;
  contact?: Contact;
  /** Its ledger entry, if it was read. */
  previous?: Delivery;
}

/** The decision on one delivery. */
export type Verdict = Addressee &
  (
    | { verdict: 'send' }
    | { verdict: 'skip' | 'fail'; reason: TouchReason }
    /** `told`: the timeline has this hold already. */
    | { verdict: 'hold'; reason: TouchReason; until: Second; told: boolean; endsByNews?: true }
    /** Claimed by a process that crashed before the answer: it may have been sent. */
    | { verdict: 'lost' }
    /** The answer was lost, and feedback has confirmed the delivery since. */
    | { verdict: 'confirmed' }
    /** Its outcome is unknown, and the mail service may still report one. */
    | { verdict: 'awaitNews'; until: Second }
    | { verdict: 'done' }
  );

/** A touch, with the fields that determine its recipients. */
export type ReachingTouch = Pick<GateContext, 'call' | 'channel' | 'snapshot'> & {
  enrollment: Pick<Enrollment, 'key'>;
};

export interface TouchQuestion extends GateContext, ReachingTouch {
  entry: Exclude<StepEntry, 'done'>;
  /** Known ledger entries, by delivery id. May be empty: a claim finds the rest. */
  ledger: ReadonlyMap<string, Delivery>;
}

/** How long the mail service may take to report on a mail whose response was lost, in seconds. */
export const newsSeconds = 15 * 60;
const maxAttempts = 2;

/** Decides each delivery of a touch: send, hold, skip with a reason, or done because it was settled before. */
export const decideTouch = (question: TouchQuestion): Verdict[] => {
  const { call, channel, ledger, now } = question;
  const touch = checkTouchGates(question.entry, question);
  const decided: Contact['recentSends'][number][] = [];
  const all = addressees(question, ledger);
  const copies = copyHolders(all, addressBookOf(channel));
  const toAccount = sendsToAccount(call.policy.frequencyCaps, call.class, question.snapshot.contacts, now);
  return all.map(addressee => {
    const verdict = decideDelivery({ ...question, decided, copies, toAccount }, touch, addressee);
    if (verdict.verdict === 'send') decided.push({ delivery: addressee.delivery, class: call.class, at: now });
    return verdict;
  });
};

const decideDelivery = (question: TouchQuestion, touch: GateAnswer, addressee: Addressee): Verdict => {
  const { previous } = addressee;
  const answer = () =>
    limitHold(
      touch === 'pass' ? ask(question, addressee) : touch,
      question,
      previous?.state === 'held' ? previous.claimedAt : undefined,
    );
  if (previous === undefined || isStillOurs(previous)) return fresh(addressee, answer());
  return { ...addressee, ...judgeBegun(previous, question, answer) };
};

/** Every delivery of the touch, including those begun to contacts that have left its audience since. */
export const addressees = (touch: ReachingTouch, ledger: ReadonlyMap<string, Delivery> = new Map()): Addressee[] => {
  const { channel, call } = touch;
  const audience = addressBookOf(channel) && audienceOf(channel, call.step);
  const contacts = audience ? toContacts(touch, audience, ledger) : [];
  if (contacts.length > 0) return contacts;
  const to = addressedTo(channel, call.step);
  return [withPrevious({ delivery: deliveryTo(touch, to), to }, ledger)];
};

const toContacts = (
  touch: ReachingTouch,
  audience: Audience,
  ledger: ReadonlyMap<string, Delivery>,
): (Addressee & { contact: Contact })[] => {
  const { contacts } = touch.snapshot;
  const current = new Set(resolveRecipients(audience, contacts, enrolledBy(touch)));
  return contacts
    .map(contact => ({
      ...withPrevious({ delivery: deliveryTo(touch, contact.id), to: contact.id }, ledger),
      contact,
    }))
    .filter(({ contact, previous }) => current.has(contact) || (previous && !isStillOurs(previous)))
    .sort((a, b) => (a.to < b.to ? -1 : 1));
};

/** Fields of the event that enrolled the account. */
const enrolledBy = ({ call, snapshot }: ReachingTouch): Readonly<Record<string, Scalar>> =>
  snapshot.enrollments.find(({ id }) => id === call.enrollment)?.trigger.fields ?? {};

const deliveryTo = ({ call, channel, enrollment }: ReachingTouch, contact: string): string =>
  deliveryId({
    account: call.account,
    journey: call.journey.id,
    step: call.step.id,
    term: enrollment.key,
    iteration: call.iteration,
    contact,
    channel: channel.name,
  });

/**
 * Chooses one recipient per address: the one already sent to, else the one with a verified address, so that an address
 * does not get data of a contact that only claims its address.
 */
export const copyHolders = (all: readonly Addressee[], addresses: AddressBook | undefined): Map<string, string> => {
  if (addresses === undefined) return new Map();
  const holders = new Map<string, Addressee & { contact: Contact }>();
  for (const each of all) {
    const address = each.contact && addresses.deliverable(each.contact);
    if (each.contact === undefined || address === undefined) continue;
    const shared = addresses.canonical(address);
    const before = holders.get(shared);
    if (before === undefined || claimOn(each, addresses) > claimOn(before, addresses))
      holders.set(shared, { ...each, contact: each.contact });
  }
  return new Map([...holders].map(([address, { to }]) => [address, to]));
};

/** Rank of a recipient among those that share its address; the first of equal rank wins. */
const claimOn = ({ previous, contact }: Addressee, addresses: AddressBook): number => {
  if (previous && !isStillOurs(previous)) return 3;
  const verified = contact && addresses.isVerified(contact);
  if (verified === true) return 2;
  return verified === false ? 0 : 1;
};

/** Ids of this touch's deliveries that an earlier attempt began, according to the contacts' recent sends. */
export const begunDeliveries = (touch: ReachingTouch): string[] => {
  if (!addressBookOf(touch.channel)) return [];
  return toContacts(touch, { roles: 'everyone' }, new Map())
    .filter(({ contact, delivery }) => contact.recentSends.some(send => send.delivery === delivery))
    .map(({ delivery }) => delivery);
};

const withPrevious = (named: Addressee, ledger: ReadonlyMap<string, Delivery>): Addressee => {
  const previous = ledger.get(named.delivery);
  return previous ? { ...named, previous } : named;
};

const ask = (question: TouchQuestion, { contact, delivery }: Addressee): GateAnswer => {
  if (contact) return checkContactGates(question, contact, delivery);
  return addressBookOf(question.channel) ? { skip: 'no-recipient' } : 'pass';
};

const fresh = (addressee: Addressee, answer: GateAnswer): Verdict => {
  if (answer === 'pass') return { ...addressee, verdict: 'send' };
  if ('skip' in answer) return { ...addressee, verdict: 'skip', reason: answer.skip };
  if ('fail' in answer) return { ...addressee, verdict: 'fail', reason: answer.fail };
  const until = answer.until as Second; // limitHold gives every hold an end
  const told = addressee.previous?.until === until;
  const { hold: reason, endsByNews } = answer;
  return { ...addressee, verdict: 'hold', reason, until, told, ...(endsByNews && { endsByNews }) };
};

type Begun = { verdict: 'send' | 'lost' | 'confirmed' | 'done' } | { verdict: 'awaitNews'; until: Second };

/** A delivery that was handed over is never skipped or held: its timeline line is written already. */
const judgeBegun = (previous: Delivery, { call, entry, now }: TouchQuestion, answer: () => GateAnswer): Begun => {
  if (previous.state === 'claimed') return { verdict: isProvenSent(previous) ? 'confirmed' : 'lost' };
  if (previous.state !== 'unknown' || !resends(call, previous) || entry === 'exited') return { verdict: 'done' };
  if (isProvenSent(previous)) return { verdict: 'confirmed' };
  const until = newsUntil(previous.claimedAt);
  if (until > ceilSecond(now)) return { verdict: 'awaitNews', until };
  return { verdict: answer() === 'pass' ? 'send' : 'done' };
};

/** When to check whether the mail service has reported on a mail whose response was lost. */
export const newsUntil = (claimedAt: Instant): Second => ceilSecond(plusSeconds(claimedAt, newsSeconds));

/** Should a delivery with an unknown outcome be retried? */
export const resends = (
  { policy, class: messageClass }: TouchCall,
  { attempts }: Pick<Delivery, 'attempts'>,
): boolean => policy.ambiguous[messageClass] === 'resend' && attempts < maxAttempts;
