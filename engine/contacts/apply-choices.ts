import type { Contact } from '../account/account.ts';
import {
  allTopics,
  type ChoiceSource,
  type ConsentRecord,
  changesChoice,
  isConfirmed,
  isLocked,
  isOut,
  mergeChoices,
  type TopicChoice,
} from '../account/consent.ts';
import { type Instant, plusSeconds } from '../kernel/instant.ts';

/** Choices about a contact's mail, from one source. */
export interface StatedChoices {
  /** By topic; `*` is all of them. */
  topics: Readonly<Record<string, TopicChoice['status']>>;
  source: ChoiceSource;
  at: Instant;
  evidence: string;
  policyVersion: string;
  /** Topics with double opt-in; proof of their first `in` is stored. */
  confirmable?: ReadonlySet<string>;
  /** URL of the page or IP address, if known. */
  from?: string;
}

/**
 * The contact with the choices, and the new lines of the consent ledger; undefined if nothing changes. Only a link can
 * set `in`; a form sets a request for it.
 */
export const applyChoices = (
  contact: Contact,
  said: StatedChoices,
): { contact: Contact; records: ConsentRecord[] } | undefined => {
  const { source, at, evidence, policyVersion, confirmable } = said;
  const records = Object.entries(said.topics)
    .map(([topic, status]): ConsentRecord => {
      return { contact: contact.id, topic, status, source, at, evidence, policyVersion };
    })
    .filter(
      record =>
        (record.status === 'out' || source === 'link' || source === 'form') &&
        changesChoice(contact.choices, record, confirmable?.has(record.topic)),
    );
  if (records.length === 0) return undefined;
  const words = Object.fromEntries(records.map(({ topic, status }) => [topic, { [source]: { status, at } }]));
  const proven = { ...contact, choices: mergeChoices(contact.choices, words) };
  return { contact: withProofs(proven, records, said), records };
};

/** The contact with proof of new requests and confirmations. */
const withProofs = (contact: Contact, records: readonly ConsentRecord[], said: StatedChoices): Contact => {
  const { source, at, evidence, policyVersion, confirmable, from } = said;
  const proof = { at, evidence, policyVersion, ...(from !== undefined && { from }) };
  const proven = records.filter(({ topic, status }) => status === 'in' && confirmable?.has(topic));
  if (proven.length === 0) return contact;
  const part = source === 'form' ? 'asked' : 'confirmed';
  const consents = proven.map(({ topic }) => [topic, { ...contact.consents?.[topic], [part]: proof }]);
  return { ...contact, consents: { ...contact.consents, ...Object.fromEntries(consents) } };
};

/** Asks for a topic at most once a day: a rate limit, since anyone can enter any address. */
export const askAgainSeconds = 86_400;

export type AskedTopics = Omit<StatedChoices, 'topics' | 'source' | 'confirmable'> & {
  /** Topics with double opt-in. */
  topics: readonly string[];
};

/**
 * Records that a form asked for topics on behalf of a contact. Ignores topics that are confirmed, that were asked for
 * within the day, or that only the contact can turn on again.
 */
export const askConsent = (
  contact: Contact,
  { topics, ...said }: AskedTopics,
): { contact: Contact; records: ConsentRecord[] } | undefined => {
  const { choices } = contact;
  const asked = topics.filter(topic => {
    const before = choices[topic]?.form;
    const isWanted = isConfirmed(choices, topic) && !isOut(choices, topic) && !isOut(choices, allTopics);
    const isShut = isLocked(choices, topic) || isLocked(choices, allTopics);
    return !isWanted && !isShut && (before === undefined || plusSeconds(before.at, askAgainSeconds) <= said.at);
  });
  return applyChoices(contact, {
    ...said,
    topics: Object.fromEntries(asked.map(topic => [topic, 'in' as const])),
    source: 'form',
    confirmable: new Set(topics),
  });
};
