import type { Contact } from '../account/account.ts';
import { allTopics, type ConsentRecord, isConfirmed, isLocked, isOut } from '../account/consent.ts';
import { plusSeconds } from '../kernel/instant.ts';
import { applyChoices, type StatedChoices } from './apply-choices.ts';

/** Asks for a topic at most once a day: a rate limit, since anyone can enter any address. */
export const askAgainSeconds = 86_400;

export type AskedTopics = Omit<StatedChoices, 'topics' | 'source' | 'confirmable'> & {
  /** Those that need a confirmation. */
  topics: readonly string[];
};

/**
 * Keeps that a form asked for topics on behalf of a contact. Nothing comes of one that is confirmed, that was asked for within the
 * day, or that only the customer could turn on again.
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
