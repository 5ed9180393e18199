import type { Contact } from '../../account/account.ts';
import { allTopics } from '../../account/consent.ts';
import { templateLocales } from '../../channels/template-locales.ts';
import { choicesOfWish, type TopicState, topicStates, type Wish } from '../../contacts/preferences.ts';
import { readUnsubscribeToken, type UnsubscribeClaim } from '../../contacts/unsubscribe-token.ts';
import { recordChoices } from '../../contacts/use-cases/record-choices.ts';
import type { CatalogData } from '../../definition/catalog.ts';
import type { Ports, PortsWith } from '../../ports/ports.ts';

/** What the page behind a mail's link shows. */
export interface Preferences {
  topics: readonly (CatalogData['topics'][string] & { id: string; state: TopicState })[];
  /** The topic of the mail, where the link is about one. */
  about?: string;
  sender: CatalogData['sender'];
  /** The reader's languages, the best first. */
  locales: readonly string[];
}

/** Read-only. Undefined for a token that is not ours, or of a contact that is no longer known. */
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

/** `linked`: no more of what the link itself is about, one topic or all. */
export type PreferenceRequest = Exclude<Wish, { kind: 'without' }> | { kind: 'linked' };

/**
 * Does what the link's reader asks for, and tells what it came to; doing it again changes nothing. Nothing where the
 * link is none of ours.
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
  });
  await recordChoices(claim.account, claim.contact, said, ports);
  return wish.kind;
};

const claimOf = (token: string, { settings }: Ports): UnsubscribeClaim | undefined =>
  readUnsubscribeToken(token, settings.tokenSecrets);

const wishOf = ({ topic }: UnsubscribeClaim): Wish =>
  topic === allTopics ? { kind: 'none' } : { kind: 'without', topic };
