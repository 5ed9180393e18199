import type { Attributes, Contact } from '../../account/account.ts';
import type { Change } from '../../account/change.ts';
import { pendingSince } from '../../account/consent.ts';
import type { DomainEvent } from '../../account/event.ts';
import { attributesAt, mergeAttributes, sameAttributes } from '../../account/profile.ts';
import { type AskedTopics, applyChoices, askConsent, type StatedChoices } from '../../contacts/apply-choices.ts';
import { addressDigests, mailboxOf } from '../../contacts/mail-address.ts';
import { addressOf, roleOf } from '../../contacts/resolve-recipients.ts';
import { updateContact } from '../../contacts/use-cases/update-contact.ts';
import { messageClasses } from '../../definition/policy.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Scalar } from '../../kernel/scalar.ts';
import type { PortsWith } from '../../ports/ports.ts';
import { afterListing } from '../../sending/listed-address.ts';
import type { ImportedSuppression } from '../consent-traits.ts';

/** The content of an `identify` about a person. `byServer`: sent with a server's key, not a page's. */
export interface ContactUpdate {
  values: Readonly<Record<string, Scalar>>;
  at: Instant;
  optOuts: StatedChoices;
  /** Topics that a form asked for on their behalf. */
  asked?: AskedTopics;
  /** Why another tool stopped mailing the address. */
  suppressed?: ImportedSuppression | undefined;
  byServer: boolean;
}

/**
 * Writes the content of an `identify` about a person. Per attribute the later value wins, regardless of the order of
 * arrival. Values from before the person was erased are dropped, and an erased address gets no mail under any id. An
 * `identify` from a server restores a contact that was removed from the account before it.
 */
export const writeContact = async (
  account: string,
  id: string,
  said: ContactUpdate,
  ports: PortsWith<'contacts' | 'queue'>,
): Promise<void> => {
  let verified: DomainEvent | undefined;
  let requests: DomainEvent[] = [];
  await updateContact(account, id, ports, async (known, removed) => {
    const before: Contact = known ?? removed ?? { id, attributes: {}, choices: {}, recentSends: [], revision: 0 };
    const isLate = before.erasedAt !== undefined && said.at <= before.erasedAt;
    const attributes = isLate
      ? before.attributes
      : mergeAttributes(before.attributes, attributesAt(said.values, said.at));
    const erasedAddress = await erasedAddressOf(before, attributes, said.at, ports);
    const isIdentified = said.byServer && !isLate && said.at > (before.identifiedAt ?? '');
    const named = {
      ...before,
      attributes,
      ...(isIdentified && { identifiedAt: said.at }),
      ...(erasedAddress && { suppression: erasedAddress }),
    };
    const suppressed = !isLate && suppressionOf(named, said);
    const contact = suppressed || named;
    const chosen = applyChoices(contact, said.optOuts);
    const asking = said.asked && !isLate ? askConsent(chosen?.contact ?? contact, said.asked) : undefined;
    const stored = known ?? removed;
    verified = isVerifiedBy(stored?.attributes, attributes)
      ? verification(account, contact, said.at, ports.clock.now())
      : undefined;
    const next = asking?.contact ?? chosen?.contact ?? contact;
    requests = said.asked ? requestsOf(account, next, said.asked, ports.clock.now()) : [];
    if (
      stored &&
      !isIdentified &&
      !chosen &&
      !asking &&
      !erasedAddress &&
      !suppressed &&
      sameAttributes(stored.attributes, attributes)
    )
      return undefined;
    const records = [...(chosen?.records ?? []), ...(asking?.records ?? [])];
    return { contact: next, also: records.map((record): Change => ({ kind: 'consent', record })) };
  });
  if (verified) await ports.queue.publish(verified);
  for (const request of requests) await ports.queue.publish(request);
};

/**
 * Events that ask for the confirmation of the requested topics that are still pending. Published again when the same
 * call is repeated, since an earlier process may have crashed before publishing.
 */
const requestsOf = (
  account: string,
  contact: Contact,
  { topics, at }: AskedTopics,
  receivedAt: Instant,
): DomainEvent[] =>
  topics
    .filter(topic => pendingSince(contact.choices, topic) === at)
    .map(topic => {
      const request = `${contact.id} ${topic} ${at}`;
      return {
        id: `request:${request}`,
        source: 'daymark',
        account,
        user: contact.id,
        name: 'contact.subscription_requested',
        occurredAt: at,
        receivedAt,
        fields: { role: roleOf(contact), contact: contact.id, topic, request, askedAt: at },
      };
    });

/**
 * The contact with the imported suppression on its current address, or undefined. Journeys get no event of it, since
 * the bounce or complaint is old.
 */
const suppressionOf = (contact: Contact, { suppressed, at }: ContactUpdate): Contact | undefined => {
  const email = addressOf(contact);
  return suppressed && email !== undefined ? afterListing(contact, { email, reason: suppressed, at }) : undefined;
};

/**
 * Does the call verify the address? Also true if the same call is repeated, since an earlier process may have crashed
 * before it published the event.
 */
const isVerifiedBy = (before: Attributes = {}, { emailVerified }: Attributes): boolean =>
  emailVerified?.value === true &&
  (before.emailVerified?.value !== true || before.emailVerified.at === emailVerified.at);

/** The event that releases mail held for the verification. */
const verification = (account: string, { id, attributes }: Contact, at: Instant, receivedAt: Instant): DomainEvent => ({
  id: `verified:${id}:${at}`,
  source: 'segment',
  account,
  user: id,
  name: 'contact.verified',
  occurredAt: at,
  receivedAt,
  fields: { role: roleOf({ attributes }) },
});

/** The suppression of an erased address that the contact does not have yet. */
const erasedAddressOf = async (
  { suppression }: Contact,
  { email }: Attributes,
  at: Instant,
  { contacts, settings }: PortsWith<'contacts'>,
): Promise<Contact['suppression']> => {
  const address = email?.value;
  if (typeof address !== 'string' || address === '') return undefined;
  if (suppression?.reason === 'erased' && mailboxOf(suppression.email) === mailboxOf(address)) return undefined;
  if (!(await contacts.isAddressErased(addressDigests(address, settings.tokenSecrets)))) return undefined;
  return { email: address, reason: 'erased', classes: messageClasses, at };
};
