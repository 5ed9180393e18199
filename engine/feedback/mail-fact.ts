import type { DeliveryFact } from '../account/delivery.ts';
import { ownMember } from '../kernel/own-member.ts';
import type { MailEvent } from '../sending/mail-event.ts';

/** Type and subtypes of an SES event. */
export interface SesTypes {
  type: string;
  bounceType?: string | undefined;
  bounceSubType?: string | undefined;
  complaintSubType?: string | undefined;
  complaintFeedbackType?: string | undefined;
}

/** A fact about the mail and, for a bounce, what it means for the address. */
export type MailFact = { fact: DeliveryFact } & Pick<MailEvent, 'bounce'>;

/**
 * Maps an SES event to a fact; undefined if it has none. Subtypes come before types: a mail that SES suppressed for an
 * address on a list is neither a bounce nor a complaint, and a content rejection says nothing about the address.
 * @see https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
 */
export const mailFact = ({ type, ...types }: SesTypes): MailFact | undefined => {
  if (type === 'Bounce') return bounceFact(types);
  if (type === 'Complaint') return complaintFact(types);
  const fact = ownMember(facts, type);
  return fact && { fact };
};

const facts: Readonly<Record<string, DeliveryFact | undefined>> = {
  Send: 'sent',
  Delivery: 'delivered',
  DeliveryDelay: 'delayed',
  Open: 'opened',
  Click: 'clicked',
  Reject: 'rejected',
  'Rendering Failure': 'renderingFailed',
};

const keptBack: MailFact = { fact: 'suppressed' };
/** Hard bounce: the address is dead. */
const forGood: MailFact = { fact: 'bounced', bounce: 'permanent' };
/** Soft bounce: the address may accept the next mail. */
const forNow: MailFact = { fact: 'bounced', bounce: 'transient' };
/** This mail was rejected, regardless of the address. */
const ofContent: MailFact = { fact: 'bounced' };

/** By `type/subtype` in lower case, as documented; a subtype that SES adds later counts as its type alone. */
const bounces: Readonly<Record<string, MailFact | undefined>> = {
  'permanent/general': forGood,
  'permanent/noemail': forGood,
  'permanent/suppressed': keptBack,
  'permanent/onaccountsuppressionlist': keptBack,
  'permanent/ontenantsuppressionlist': keptBack,
  'permanent/emailvalidationsuppressed': keptBack,
  'permanent/unsubscribedrecipient': keptBack,
  'transient/general': forNow,
  'transient/mailboxfull': forNow,
  'transient/customtimeoutexceeded': forNow,
  'transient/messagetoolarge': ofContent,
  'transient/contentrejected': ofContent,
  'transient/attachmentrejected': ofContent,
  'undetermined/undetermined': forNow,
};

const bounceFact = ({ bounceType = '', bounceSubType = '' }: Omit<SesTypes, 'type'>): MailFact => {
  const type = bounceType.toLowerCase();
  const known = ownMember(bounces, `${type}/${bounceSubType.toLowerCase()}`);
  if (known) return known;
  if (isOfList(bounceSubType)) return keptBack;
  return type === 'permanent' ? forGood : forNow;
};

/**
 * Feedback types that are no complaint: a reader moved the mail out of the spam folder, or a server could not
 * authenticate it (RFC 6591). `abuse`, `fraud`, `virus`, `other`, an unknown type and a missing one are complaints.
 */
const harmless: ReadonlySet<string> = new Set(['not-spam', 'auth-failure']);

const complaintFact = ({
  complaintSubType,
  complaintFeedbackType = '',
}: Omit<SesTypes, 'type'>): MailFact | undefined => {
  if (isOfList(complaintSubType)) return keptBack;
  return harmless.has(complaintFeedbackType.toLowerCase()) ? undefined : { fact: 'complained' };
};

const isOfList = (subType = ''): boolean => /suppress/i.test(subType);
