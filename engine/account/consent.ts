import type { MessageClass } from '../definition/policy.ts';
import type { Instant } from '../kernel/instant.ts';

/** Opting out of this topic, as of every other one, those included that do not exist yet. */
export const allTopics = '*';

/**
 * Where a word on a topic comes from: a link in a mail (its one click, or the page behind it), the customer's own
 * records, a complaint about a mail, or a form that the customer runs. Only a link can say `in`, and takes back no more than a link
 * has said; a form can ask for it.
 */
export const choiceSources = ['link', 'import', 'complaint', 'form'] as const;
export type ChoiceSource = (typeof choiceSources)[number];

export interface TopicChoice {
  status: 'out' | 'in';
  at: Instant;
}

/** The latest choice on each topic, kept by source. A topic without a choice is wanted, unless it needs a confirmation. */
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
  /** Page of the form, or network address, as far as that is known. */
  from?: string;
  /** Version of the topics' texts. */
  policyVersion: string;
}

/** The later word of each source counts, and of two of one moment the one that asks for less mail, in any order. */
export const mergeChoices = (one: Choices, other: Choices): Choices => {
  const topics = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();
  return Object.fromEntries(topics.map(topic => [topic, mergeTopic(one[topic] ?? {}, other[topic] ?? {})]));
};

/** Does what was said change anything? A word that is said again does not, nor does a first `in`, unless the topic needs a confirmation. */
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

/** Whether the contact said by a link that it wants this very topic, and did not opt out of it since. */
export const isConfirmed = (choices: Choices, topic: string): boolean => choices[topic]?.link?.status === 'in';

export const topicsConfirmed = (choices: Choices): string[] =>
  Object.keys(choices).filter(topic => isConfirmed(choices, topic));

/** When the contact asked for the topic by a form, where no link has said anything of it since. */
export const pendingSince = (choices: Choices, topic: string): Instant | undefined => {
  const { form, link } = choices[topic] ?? {};
  return form === undefined || (link !== undefined && link.at >= form.at) ? undefined : form.at;
};

/** Topics that the contact opted out of; `*` is all. */
export const topicsOut = (choices: Choices): string[] => Object.keys(choices).filter(topic => isOut(choices, topic));

/** The words that ask for less mail. */
export const optOutsOf = (choices: Choices): Choices =>
  Object.fromEntries(
    Object.entries(choices).flatMap(([topic, words]) => {
      const outs = Object.entries(words).filter(([, { status }]) => status === 'out');
      return outs.length === 0 ? [] : [[topic, Object.fromEntries(outs)]];
    }),
  );

/** Opt-outs that a link cannot undo: those of the customer's own records and complaints. */
export const isLocked = (choices: Choices, topic: string): boolean =>
  choiceSources.some(source => source !== 'link' && choices[topic]?.[source]?.status === 'out');

/** Whether the contact opted out of such a touch. Transactional ones allow no opt-out; all topics overrule one topic. */
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
