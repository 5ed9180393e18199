import type { Contact } from '../../account/account.ts';
import { allTopics } from '../../account/consent.ts';
import { templateLocales } from '../../channels/template-locales.ts';
import { type ConsentState, consentState, readConsentToken } from '../../contacts/consent-token.ts';
import {
  choicesOfConsent,
  choicesOfWish,
  confirmableTopics,
  type TopicState,
  topicStates,
  type Wish,
} from '../../contacts/preferences.ts';
import { readUnsubscribeToken, type UnsubscribeClaim } from '../../contacts/unsubscribe-token.ts';
import { recordChoices } from '../../contacts/use-cases/record-choices.ts';
import type { CatalogData } from '../../definition/catalog.ts';
import type { Ports, PortsWith } from '../../ports/ports.ts';

/** Data of the preferences page. */
export interface Preferences {
  topics: readonly (CatalogData['topics'][string] & { id: string; state: TopicState })[];
  /** The topic of the mail, if the link is about one. */
  about?: string;
  sender: CatalogData['sender'];
  /** The reader's languages, the best first. */
  locales: readonly string[];
}

/** Read-only. `undefined` for an invalid token, or if the contact no longer exists. */
export const readPreferences = async (
  token: string,
  ports: PortsWith<'contacts'>,
): Promise<Preferences | undefined> => {
  const claim = claimOf(token, ports);
  if (claim === undefined) return undefined;
  const [contact, profile, catalog] = await Promise.all([
    ports.contacts.find(claim.account, claim.contact),
    ports.accounts.profile(claim.account),
    ports.build.catalog(),
  ]);
  if (contact === undefined) return undefined;
  return {
    topics: topicStates(contact, catalog.topics).flatMap(({ id, state }) => {
      const topic = catalog.topics[id];
      return topic ? [{ ...topic, id, state }] : [];
    }),
    ...(claim.topic !== allTopics && { about: claim.topic }),
    sender: catalog.sender,
    locales: templateLocales(contact.attributes, profile?.attributes),
  };
};

/** `linked`: opt out of the link's topic, or of all. */
export type PreferenceRequest = Exclude<Wish, { kind: 'without' }> | { kind: 'linked' };

/**
 * Applies a request of the link's reader, and returns its kind; idempotent. `undefined` if the link is invalid.
 */
export const changePreferences = async (
  token: string,
  asked: PreferenceRequest,
  ports: PortsWith<'contacts' | 'queue'>,
): Promise<Wish['kind'] | undefined> => {
  const claim = claimOf(token, ports);
  if (claim === undefined || !(await ports.contacts.find(claim.account, claim.contact))) return undefined;
  const { topics, topicsVersion } = await ports.build.catalog();
  const at = ports.clock.now();
  const wish: Wish = asked.kind === 'linked' ? wishOf(claim) : asked;
  const said = (contact: Contact) => ({
    topics: choicesOfWish(wish, contact, topics),
    source: 'link' as const,
    at,
    evidence: claim.delivery,
    policyVersion: topicsVersion,
    confirmable: confirmableTopics(topics),
  });
  await recordChoices(claim.account, claim.contact, said, ports);
  return wish.kind;
};

/** Data of the confirmation page. */
export interface Confirmation {
  topic: CatalogData['topics'][string];
  state: ConsentState;
  sender: CatalogData['sender'];
  locales: readonly string[];
}

/** Read-only. `undefined` for a token that isn't for a confirmation, or if the contact or topic no longer exists. */
export const readConfirmation = async (
  token: string,
  ports: PortsWith<'contacts'>,
): Promise<Confirmation | undefined> => {
  const claim = readConsentToken(token, ports.settings.tokenSecrets);
  if (claim === undefined) return undefined;
  const [contact, profile, { topics, sender }] = await Promise.all([
    ports.contacts.find(claim.account, claim.contact),
    ports.accounts.profile(claim.account),
    ports.build.catalog(),
  ]);
  const topic = topics[claim.topic];
  if (contact === undefined || topic === undefined) return undefined;
  const locales = templateLocales(contact.attributes, profile?.attributes);
  return { topic, sender, locales, state: consentState(contact, claim, ports.clock.now()) };
};

/** Confirms the link's topic; repeated, or too late, it changes nothing. `from`: the reader's network address. */
export const confirmTopic = async (
  token: string,
  from: string,
  ports: PortsWith<'contacts' | 'queue'>,
): Promise<void> => {
  const claim = readConsentToken(token, ports.settings.tokenSecrets);
  if (claim === undefined) return;
  const { topics, topicsVersion } = await ports.build.catalog();
  const at = ports.clock.now();
  const said = (contact: Contact) => ({
    topics: consentState(contact, claim, at) === 'pending' ? choicesOfConsent(claim.topic, contact, topics) : {},
    source: 'link' as const,
    at,
    evidence: contact.consents?.[claim.topic]?.asked?.evidence ?? `request:${claim.askedAt}`,
    policyVersion: topicsVersion,
    // Includes a topic that no longer needs a confirmation.
    confirmable: new Set([...confirmableTopics(topics), claim.topic]),
    ...(from !== '' && { from }),
  });
  await recordChoices(claim.account, claim.contact, said, ports);
};

const claimOf = (token: string, { settings }: Ports): UnsubscribeClaim | undefined =>
  readUnsubscribeToken(token, settings.tokenSecrets);

const wishOf = ({ topic }: UnsubscribeClaim): Wish =>
  topic === allTopics ? { kind: 'none' } : { kind: 'without', topic };
