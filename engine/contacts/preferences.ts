import type { Contact } from '../account/account.ts';
import { allTopics, isConfirmed, isLocked, isOut, pendingSince, type TopicChoice } from '../account/consent.ts';
import type { Topic } from '../definition/catalog.ts';

/** `locked`: off, and links can't change it. `pending`: requested, but not confirmed. */
export const allTopicStates = ['on', 'off', 'pending', 'locked'] as const;
export type TopicState = (typeof allTopicStates)[number];

/** State of each topic for a contact, in the catalog's order. */
export const topicStates = (
  { choices }: Pick<Contact, 'choices'>,
  topics: Readonly<Record<string, Topic>>,
): { id: string; state: TopicState }[] =>
  Object.keys(topics).map(id => {
    if (isLocked(choices, allTopics) || isLocked(choices, id)) return { id, state: 'locked' };
    const isConfirmable = topics[id]?.doubleOptIn === true;
    if (isConfirmable && pendingSince(choices, id) !== undefined) return { id, state: 'pending' };
    const isUnwanted = isOut(choices, allTopics) || isOut(choices, id) || (isConfirmable && !isConfirmed(choices, id));
    return { id, state: isUnwanted ? 'off' : 'on' };
  });

/** Topics sent only to contacts that confirmed them. */
export const confirmableTopics = (topics: Readonly<Record<string, Topic>>): Set<string> =>
  new Set(Object.keys(topics).filter(id => topics[id]?.doubleOptIn === true));

/** Choices after a topic is confirmed: that one is `in`, all others stay. */
export const choicesOfConsent = (
  topic: string,
  contact: Pick<Contact, 'choices'>,
  topics: Readonly<Record<string, Topic>>,
): Record<string, TopicChoice['status']> => {
  if (!isOut(contact.choices, allTopics)) return { [topic]: 'in' };
  return choicesOfWish({ kind: 'only', topics: [topic] }, contact, topics);
};

/** A reader's request: no mail at all, all but one topic, or only these topics. */
export type Wish = { kind: 'none' } | { kind: 'without'; topic: string } | { kind: 'only'; topics: readonly string[] };

/** The choices that a request results in. Opting out of every topic also opts out of topics added later. */
export const choicesOfWish = (
  wish: Wish,
  contact: Pick<Contact, 'choices'>,
  topics: Readonly<Record<string, Topic>>,
): Record<string, TopicChoice['status']> => {
  if (wish.kind === 'none') return { [allTopics]: 'out' };
  if (wish.kind === 'without') return { [wish.topic]: 'out' };
  const free = topicStates(contact, topics).filter(({ state }) => state !== 'locked');
  if (!free.some(({ id }) => wish.topics.includes(id))) return { [allTopics]: 'out' };
  return {
    [allTopics]: 'in',
    ...Object.fromEntries(free.map(({ id }) => [id, wish.topics.includes(id) ? 'in' : 'out'])),
  };
};
