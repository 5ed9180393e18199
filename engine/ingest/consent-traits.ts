import { allTopics } from '../account/consent.ts';
import type { CatalogData } from '../definition/catalog.ts';
import { didYouMean } from '../kernel/did-you-mean.ts';
import { bareName, matchIn } from '../kernel/same-word.ts';
import type { AllowedValues } from './allowed-values.ts';

/**
 * The topics that `unsubscribed` among the traits of a person opts out of: `true` for all, a topic, or a list of them.
 * Imported records can only opt out, never opt in. An unreadable value counts as an opt-out of all marketing, the safer
 * reading.
 */
export const importedOptOuts = (
  said: unknown,
  topics: CatalogData['topics'],
): { topics: string[]; warnings: AllowedValues['warnings'] } => {
  const words = (Array.isArray(said) ? said : [said]).map(word => meaningOf(word, topics));
  const out = words.flatMap(word => (word.kind === 'out' ? [word.topic] : []));
  const unread = words.flatMap(word => (word.kind === 'unread' ? [word.text] : []));
  const held = unread.length === 0 ? [] : marketingIn(topics);
  const messages = [
    ...(words.some(({ kind }) => kind === 'in')
      ? ['does not opt in again: only the contact can, on the preferences page linked in its mails']
      : []),
    ...(unread.length === 0
      ? []
      : [
          `cannot be read, so marketing is held: give true, or a topic. ${didYouMean(unread[0] ?? '', Object.keys(topics))}`,
        ]),
    ...(words.some(({ kind }) => kind === 'empty') ? ['is empty, and left out. Give true to opt out'] : []),
  ];
  return {
    topics: [...new Set([...out, ...held])],
    warnings: messages.map(message => ({ field: 'traits.unsubscribed', message })),
  };
};

/** Other tools' names for an opt-out, without case and punctuation. */
export const optOutNames: readonly string[] = [
  ...['unsubscribed', 'unsubscribedfromemails', 'unsubscribedfromallemail', 'optedout', 'optout'],
  ...[
    'emailoptout',
    'emailoptedout',
    'hsemailoptout',
    'hasoptedoutofemail',
    'hasoptedout',
    'donotemail',
    'donotcontact',
  ],
];

/** Other tools' names for an opt-in to marketing. */
export const optInNames: readonly string[] = [
  ...['optin', 'optedin', 'emailoptin', 'emailoptedin', 'marketingoptin', 'marketingoptedin', 'marketingconsent'],
  ...['acceptsmarketing', 'acceptsemailmarketing', 'emailmarketingconsent', 'emailsubscribed', 'subscribedtomarketing'],
];

export const marketingIn = (topics: CatalogData['topics']): string[] =>
  Object.keys(topics).filter(topic => topics[topic]?.class === 'marketing');

const refusals: readonly string[] = [
  ...['false', 'f', 'no', 'n', 'nein', 'non', '0', 'off', 'none', 'unsubscribed', 'notsubscribed', 'optedout'],
  ...['declined', 'denied', 'withdrawn', 'revoked'],
];

/**
 * Do the traits say that the person did not agree to marketing? A yes opts no one in, and gets no warning, since it
 * comes with each call.
 */
export const optInRefused = (
  traits: Readonly<Record<string, unknown>>,
  attributes: Readonly<Record<string, unknown>> = {},
): boolean =>
  Object.entries(traits).some(
    ([name, value]) =>
      optInNames.includes(bareName(name)) &&
      !Object.hasOwn(attributes, name) &&
      refusals.includes(bareName(String(value).trim())),
  );

/**
 * The value of the opt-out trait, in any spelling, so that an opt-out is not lost for a capital letter or another
 * tool's word, unless the catalog has an attribute of that name. A no under another tool's word is ignored without a
 * warning, since it comes with each call.
 */
export const choicesOfOptOuts = (
  traits: Readonly<Record<string, unknown>>,
  attributes: Readonly<Record<string, unknown>> = {},
): unknown => {
  const said = Object.entries(traits).flatMap(([name, value]) => {
    const bare = bareName(name);
    if (bare === 'unsubscribed') return [value];
    return optOutNames.includes(bare) && !Object.hasOwn(attributes, name) && !isNo(value) ? [value] : [];
  });
  return said.length > 1 ? said.flat() : said[0];
};

const isNo = (said: unknown): boolean => said === '' || ins.includes(String(said).trim().toLowerCase());

type Meaning = { kind: 'out'; topic: string } | { kind: 'in' | 'nothing' | 'empty' } | { kind: 'unread'; text: string };

const meaningOf = (said: unknown, topics: CatalogData['topics']): Meaning => {
  if (said === undefined || said === null) return { kind: 'nothing' };
  const text = String(typeof said === 'object' ? JSON.stringify(said) : said).trim();
  const word = text.toLowerCase();
  if (word === '') return { kind: 'empty' };
  const topic = matchIn(text, Object.keys(topics)) ?? (outs.includes(word) ? allTopics : undefined);
  if (topic === undefined && ins.includes(word)) return { kind: 'in' };
  return topic === undefined ? { kind: 'unread', text: text.slice(0, 60) } : { kind: 'out', topic };
};

const yes: readonly string[] = ['true', 'yes', 'y', '1'];
const no: readonly string[] = ['false', 'no', 'n', '0', 'none'];
/** Values that opt out of all topics. */
const outs: readonly string[] = [allTopics, ...yes, 'all', 'unsubscribed'];
const ins: readonly string[] = [...no, 'subscribed'];

/** Why another tool stopped mailing an address. */
export type ImportedSuppression = 'bounced' | 'complained';

const suppressedTrait = 'traits.suppressed';

/**
 * Reads the `suppressed` trait of a person: the address hard-bounced, or the person complained. Only a new address ends
 * a bounce, so a no gets a warning. An unreadable value counts as a bounce, the safer reading.
 */
export const importedSuppression = (
  traits: Readonly<Record<string, unknown>>,
): { suppressed?: ImportedSuppression; warnings: AllowedValues['warnings'] } => {
  const said = Object.entries(traits).find(([name]) => bareName(name) === 'suppressed')?.[1];
  const word = bareName(String(said ?? ''));
  if (word === '') return { warnings: [] };
  if (no.includes(word))
    return {
      warnings: [
        { field: suppressedTrait, message: 'does not end a suppression: only a new address of the person does' },
      ],
    };
  const suppressed = /complain|spam|abuse/.test(word) ? 'complained' : 'bounced';
  const isRead = suppressed === 'complained' || yes.includes(word) || /bounce|invalid|suppress/.test(word);
  const warnings = isRead
    ? []
    : [{ field: suppressedTrait, message: 'cannot be read, so it counts as bounced: give bounced or complained' }];
  return { suppressed, warnings };
};

const field = 'traits.subscribed';

/**
 * The topics that `subscribed` among the traits of a person asks for: one, or a list. Only topics with double opt-in
 * count.
 */
export const askedTopics = (
  traits: Readonly<Record<string, unknown>>,
  topics: CatalogData['topics'],
): { topics: string[]; warnings: AllowedValues['warnings'] } => {
  const said = Object.entries(traits).flatMap(([name, value]) =>
    bareName(name) === 'subscribed' ? [value].flat() : [],
  );
  const confirmable = Object.keys(topics).filter(id => topics[id]?.doubleOptIn);
  // Without such topics the trait may mean anything.
  if (confirmable.length === 0) return { topics: [], warnings: [] };
  const words = said.filter(word => typeof word === 'string' && word.trim() !== '').map(String);
  const meant = words.map(word => ({ word, topic: matchIn(word.trim(), Object.keys(topics)) }));
  return {
    topics: [
      ...new Set(meant.flatMap(({ topic }) => (topic !== undefined && confirmable.includes(topic) ? [topic] : []))),
    ],
    warnings: meant
      .filter(({ topic }) => topic === undefined)
      .map(({ word }) => ({
        field,
        message: `is not a topic: ${JSON.stringify(word.slice(0, 60))}. ${didYouMean(word, confirmable)}`,
      })),
  };
};
