import type { MessageClass } from '../definition/policy.ts';
import type { Instant } from '../kernel/instant.ts';

/** Opting out of this topic opts out of all topics, including future ones. */
export const allTopics = '*';

/**
 * Source of a choice on a topic: a link in a mail (its one click, or the page behind it), the customer's own records, a
 * complaint about a mail, or a form that the customer runs. Only a link can set `in`, and it undoes only what a link
 * has set; a form can request it.
 */
export const choiceSources = ['link', 'import', 'complaint', 'form'] as const;
export type ChoiceSource = (typeof choiceSources)[number];

export interface TopicChoice {
  status: 'out' | 'in';
  at: Instant;
}

/** The latest choice on each topic by source. Without a choice a topic is sent, unless it needs a confirmation. */
export type Choices = Readonly<Record<string, Readonly<Partial<Record<ChoiceSource, TopicChoice>>>>>;

/** A line of the append-only consent ledger: contact, choice, time, source, and the text shown. */
export interface ConsentRecord extends TopicChoice {
  contact: string;
  topic: string;
  source: ChoiceSource;
  /** The mail whose link was used or that was complained about; for an import or a form the message. */
  evidence: string;
  /** Version of the topics' texts. */
  policyVersion: string;
}

/** Proof that a contact wants a topic which needs a confirmation. It is erased with the contact. */
export interface Consent {
  asked?: ConsentProof;
  confirmed?: ConsentProof;
}

export interface ConsentProof {
  at: Instant;
  /** The message that asked; the mail whose link confirmed, or the message that was confirmed. */
  evidence: string;
  /** Page of the form, or network address, if known. */
  from?: string;
  /** Version of the topics' texts. */
  policyVersion: string;
}

/** The later choice of each source wins; at the same instant, the one for less mail. Commutative. */
export const mergeChoices = (one: Choices, other: Choices): Choices => {
  const topics = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();
  return Object.fromEntries(topics.map(topic => [topic, mergeTopic(one[topic] ?? {}, other[topic] ?? {})]));
};

/**
 * Whether a choice changes anything. A repeat does not, nor does a first `in`, unless the topic needs a confirmation.
 */
export const changesChoice = (
  choices: Choices,
  { topic, source, status, at }: Pick<ConsentRecord, 'topic' | 'source' | 'status' | 'at'>,
  needsConfirmation = false,
): boolean => {
  const known = choices[topic]?.[source];
  if (known === undefined) return status === 'out' || needsConfirmation;
  if (known.status === status) return needsConfirmation && status === 'in' && at > known.at;
  return laterWord(known, { status, at }) !== known;
};

/** Whether any source opted the contact out of this very topic. */
export const isOut = (choices: Choices, topic: string): boolean =>
  Object.values(choices[topic] ?? {}).some(({ status }) => status === 'out');

/** Whether the contact confirmed this very topic by a link, and has not opted out by a link since. */
export const isConfirmed = (choices: Choices, topic: string): boolean => choices[topic]?.link?.status === 'in';

export const topicsConfirmed = (choices: Choices): string[] =>
  Object.keys(choices).filter(topic => isConfirmed(choices, topic));

/** When the contact requested the topic by a form, if no link has been used for it since. */
export const pendingSince = (choices: Choices, topic: string): Instant | undefined => {
  const { form, link } = choices[topic] ?? {};
  return form === undefined || (link !== undefined && link.at >= form.at) ? undefined : form.at;
};

/** Topics that the contact opted out of; `*` is all. */
export const topicsOut = (choices: Choices): string[] => Object.keys(choices).filter(topic => isOut(choices, topic));

/** The choices that opt out. */
export const optOutsOf = (choices: Choices): Choices =>
  Object.fromEntries(
    Object.entries(choices).flatMap(([topic, words]) => {
      const outs = Object.entries(words).filter(([, { status }]) => status === 'out');
      return outs.length === 0 ? [] : [[topic, Object.fromEntries(outs)]];
    }),
  );

/** Whether there is an opt-out that a link cannot undo, from any source but links. */
export const isLocked = (choices: Choices, topic: string): boolean =>
  choiceSources.some(source => source !== 'link' && choices[topic]?.[source]?.status === 'out');

/**
 * Whether the contact opted out of such a touch. Transactional ones allow no opt-out; all topics overrule one topic.
 */
export const optedOut = ({ choices }: { choices: Choices }, messageClass: MessageClass, topic?: string): boolean =>
  messageClass !== 'transactional' && (isOut(choices, allTopics) || (topic !== undefined && isOut(choices, topic)));

const mergeTopic = (one: Choices[string], other: Choices[string]): Choices[string] =>
  Object.fromEntries(
    choiceSources.flatMap(source => {
      const word = laterWord(one[source], other[source]);
      return word ? [[source, word]] : [];
    }),
  );

const laterWord = (one: TopicChoice | undefined, other: TopicChoice | undefined): TopicChoice | undefined => {
  if (one === undefined || other === undefined) return one ?? other;
  if (one.at !== other.at) return one.at > other.at ? one : other;
  return one.status === 'out' ? one : other;
};
