import type { DeliveryFact } from '../../domain/delivery.ts';
import type { MailEvent } from '../../domain/sending/mail-event.ts';

/** What an SES event says, as far as its type and subtypes go. */
export interface SesTypes {
  type: string;
  bounceType?: string | undefined;
  bounceSubType?: string | undefined;
  complaintSubType?: string | undefined;
  complaintFeedbackType?: string | undefined;
}

/** A fact of the mail, and where it bounced what that means for the address. */
export type MailFact = { fact: DeliveryFact } & Pick<MailEvent, 'bounce'>;

/**
 * What an SES event means; nothing where it tells no fact of a mail. Subtypes come before types: a mail that SES kept back for
 * an address on a list is neither a bounce nor a complaint, and a refusal of the content says nothing of the address.
 * @see https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
 */
export const mailFact = ({ type, ...types }: SesTypes): MailFact | undefined => {
  if (type === 'Bounce') return bounceFact(types);
  if (type === 'Complaint') return complaintFact(types);
  const fact = facts[type];
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
/** The address is dead. */
const forGood: MailFact = { fact: 'bounced', bounce: 'permanent' };
/** The address may take the next mail. */
const forNow: MailFact = { fact: 'bounced', bounce: 'transient' };
/** It was this mail that was not wanted there, whoever it is for. */
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
  const known = bounces[`${type}/${bounceSubType.toLowerCase()}`];
  if (known) return known;
  if (isOfList(bounceSubType)) return keptBack;
  return type === 'permanent' ? forGood : forNow;
};

/**
 * Feedback types by which nobody complains: a reader took the mail out of the spam folder, or a server reports that it could
 * not authenticate the mail (RFC 6591). `abuse`, `fraud`, `virus`, `other`, one to come and none at all are complaints.
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
