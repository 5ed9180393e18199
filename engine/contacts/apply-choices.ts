import type { Contact } from '../account/account.ts';
import {
  type ChoiceSource,
  type ConsentRecord,
  changesChoice,
  mergeChoices,
  type TopicChoice,
} from '../account/consent.ts';
import type { Instant } from '../kernel/instant.ts';

/** Choices about a contact's mail, from one source. */
export interface StatedChoices {
  /** By topic; `*` is all of them. */
  topics: Readonly<Record<string, TopicChoice['status']>>;
  source: ChoiceSource;
  at: Instant;
  evidence: string;
  policyVersion: string;
}

/** The contact after that, and the ledger's new lines; nothing when it says nothing new. Only a link can say `in`. */
export const applyChoices = (
  contact: Contact,
  said: StatedChoices,
): { contact: Contact; records: ConsentRecord[] } | undefined => {
  const { source, at, evidence, policyVersion } = said;
  const records = Object.entries(said.topics)
    .map(([topic, status]): ConsentRecord => {
      return { contact: contact.id, topic, status, source, at, evidence, policyVersion };
    })
    .filter(record => (record.status === 'out' || source === 'link') && changesChoice(contact.choices, record));
  if (records.length === 0) return undefined;
  const words = Object.fromEntries(records.map(({ topic, status }) => [topic, { [source]: { status, at } }]));
  return { contact: { ...contact, choices: mergeChoices(contact.choices, words) }, records };
};
