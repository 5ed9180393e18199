import type { AccountSnapshot, Contact } from '../account/account.ts';
import { type Delivery, isStillOurs } from '../account/delivery.ts';
import type { Enrollment } from '../account/enrollment.ts';
import type { Channel, TouchReason } from '../account/timeline.ts';
import { mailboxOf } from '../contacts/mail-address.ts';
import { addressOf, audienceName, recipients } from '../contacts/recipients.ts';
import type { TouchStep } from '../definition/step.ts';
import type { TouchCall } from '../definition/step-call.ts';
import { type Instant, plusSeconds, type Second } from '../kernel/instant.ts';
import type { StepEntry } from '../steps/step-frame.ts';
import { deliveryId } from './delivery-id.ts';
import { ceilSecond, sendsToAccount } from './frequency-cap.ts';
import type { GateAnswer, GateContext } from './gate/gate.ts';
import { isProvenSent } from './mail-event.ts';
import { askContactGates, askTouchGates, limitHold } from './send-gate.ts';

/** One delivery of a touch: what it is addressed to, and its name in the ledger. */
export interface Addressee {
  delivery: string;
  /** As the timeline shows it: a contact id, an audience, or a destination's name. */
  to: string;
  contact?: Contact;
  /** What the ledger says of it, where it was read. */
  previous?: Delivery;
}

/** What becomes of one delivery now. */
export type Verdict = Addressee &
  (
    | { verdict: 'send' }
    | { verdict: 'skip' | 'fail'; reason: TouchReason }
    /** `told`: the timeline has the line already. */
    | { verdict: 'hold'; reason: TouchReason; until: Second; told: boolean; endsByNews?: true }
    /** Claimed by a process that died before it heard the answer: nobody knows whether it was sent. */
    | { verdict: 'lost' }
    /** Nobody heard the answer, and the mail service has confirmed it since. */
    | { verdict: 'confirmed' }
    /** Its fate is unknown, and the mail service may still tell. */
    | { verdict: 'awaitNews'; until: Second }
    | { verdict: 'done' }
  );

export interface TouchQuestion extends GateContext {
  entry: Exclude<StepEntry, 'done'>;
  enrollment: Pick<Enrollment, 'key'>;
  /** What is known of the ledger, by delivery id. May be empty: a claim finds out what it lacks. */
  ledger: ReadonlyMap<string, Delivery>;
}

/** How long the mail service may take to tell of a mail whose answer was lost, in seconds. */
export const newsSeconds = 15 * 60;
const mostAttempts = 2;

/** What becomes of each delivery of a touch: send, hold, skip with a reason, or nothing as it was settled before. */
export const decideTouch = (question: TouchQuestion): Verdict[] => {
  const { call, snapshot, enrollment, ledger, now } = question;
  const touch = askTouchGates(question.entry, question);
  const decided: Contact['recentSends'][number][] = [];
  const all = addressees(call, snapshot, enrollment, ledger);
  const copies = copyHolders(all);
  const toAccount = sendsToAccount(call.policy.frequencyCaps, call.class, snapshot.contacts, now);
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
  return { ...addressee, ...begun(previous, question, answer) };
};

export const channels: Record<TouchStep['kind'], Channel> = {
  email: 'email',
  prompt: 'inApp',
  slack: 'slack',
  webhook: 'webhook',
};

/** Every delivery that the touch consists of, and those that it had begun to contacts who are no longer in its audience. */
export const addressees = (
  call: TouchCall,
  snapshot: AccountSnapshot,
  { key }: Pick<Enrollment, 'key'>,
  ledger: ReadonlyMap<string, Delivery> = new Map(),
): Addressee[] => {
  const { step } = call;
  const named = (contact: string): string =>
    deliveryId({
      account: call.account,
      journey: call.journey.id,
      step: step.id,
      term: key,
      iteration: call.iteration,
      contact,
      channel: channels[step.kind],
    });
  const one = (to: string): Addressee => withPrevious({ delivery: named(to), to }, ledger);
  if (step.kind === 'slack') return [one(step.channel)];
  if (step.kind === 'webhook') return [one(step.endpoint)];
  if (step.kind === 'prompt') return [one(audienceName(step.to))];
  const current = new Set(recipients(step.to, snapshot.contacts));
  const mails = snapshot.contacts
    .map(contact => withPrevious({ delivery: named(contact.id), to: contact.id, contact }, ledger))
    .filter(({ contact, previous }) => (contact && current.has(contact)) || (previous && !isStillOurs(previous)))
    .sort((a, b) => (a.to < b.to ? -1 : 1));
  return mails.length > 0 ? mails : [one(audienceName(step.to))];
};

/**
 * Chooses one recipient per mailbox: the one already sent to, else the one with a verified address, so that a mailbox does not
 * get data of a contact that only claims its address.
 */
const copyHolders = (all: readonly Addressee[]): Map<string, string> => {
  const holders = new Map<string, Addressee & { contact: Contact }>();
  for (const each of all) {
    const address = each.contact && addressOf(each.contact);
    if (each.contact === undefined || address === undefined) continue;
    const before = holders.get(mailboxOf(address));
    if (before === undefined || claimOn(each) > claimOn(before))
      holders.set(mailboxOf(address), { ...each, contact: each.contact });
  }
  return new Map([...holders].map(([mailbox, { to }]) => [mailbox, to]));
};

/** Of two with equal rank the first one stays. */
const claimOn = ({ previous, contact }: Addressee): number => {
  if (previous && !isStillOurs(previous)) return 3;
  const verified = contact?.attributes.emailVerified?.value;
  if (verified === true) return 2;
  return verified === false ? 0 : 1;
};

/** Deliveries of this touch that some process began before, as far as the contacts themselves remember. */
export const begunDeliveries = (
  call: TouchCall,
  snapshot: AccountSnapshot,
  enrollment: Pick<Enrollment, 'key'>,
): string[] => {
  if (call.step.kind !== 'email') return [];
  const everybody: TouchCall = { ...call, step: { ...call.step, to: { roles: 'everyone' } } };
  return addressees(everybody, snapshot, enrollment)
    .filter(({ contact, delivery }) => contact?.recentSends.some(send => send.delivery === delivery))
    .map(({ delivery }) => delivery);
};

const withPrevious = (named: Addressee, ledger: ReadonlyMap<string, Delivery>): Addressee => {
  const previous = ledger.get(named.delivery);
  return previous ? { ...named, previous } : named;
};

const ask = (question: TouchQuestion, { contact, delivery }: Addressee): GateAnswer => {
  if (question.call.step.kind !== 'email') return 'pass';
  return contact ? askContactGates(question, contact, delivery) : { skip: 'no-recipient' };
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

/** A delivery that was handed over before is never skipped or held: its line is written. */
const begun = (previous: Delivery, { call, entry, now }: TouchQuestion, answer: () => GateAnswer): Begun => {
  if (previous.state === 'claimed') return { verdict: isProvenSent(previous) ? 'confirmed' : 'lost' };
  if (previous.state !== 'unknown' || !resends(call, previous) || entry === 'exited') return { verdict: 'done' };
  if (isProvenSent(previous)) return { verdict: 'confirmed' };
  const until = newsUntil(previous.claimedAt);
  if (until > ceilSecond(now)) return { verdict: 'awaitNews', until };
  return { verdict: answer() === 'pass' ? 'send' : 'done' };
};

/** When to look whether the mail service told of a mail whose answer was lost. */
export const newsUntil = (claimedAt: Instant): Second => ceilSecond(plusSeconds(claimedAt, newsSeconds));

/** Is a delivery of unknown fate to be tried again? */
export const resends = (
  { policy, class: messageClass }: TouchCall,
  { attempts }: Pick<Delivery, 'attempts'>,
): boolean => policy.ambiguous[messageClass] === 'resend' && attempts < mostAttempts;
