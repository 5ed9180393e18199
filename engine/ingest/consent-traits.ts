import { allTopics } from '../account/consent.ts';
import type { CatalogData } from '../definition/catalog.ts';
import { bareName, matchIn } from '../kernel/closed-set.ts';
import { didYouMean } from '../kernel/did-you-mean.ts';
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
      ? ['does not opt in again: only the contact can, on the page that the links in its mails open']
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

/** Names without case and punctuation under which other tools keep that a person wants no mail. */
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

/** And under which they keep that a person agreed to marketing. */
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

/** Do the traits say that the person did not agree to marketing? A yes opts nobody in, and is not told: it comes with each call. */
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
 * What the traits say of it, in whatever spelling of its name: an opt-out is not lost for a capital letter, nor for another
 * tool's word, unless the catalog has an attribute of that name. Of those words a no is not worth telling: they come with each call.
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
/** Of opt-outs. */
const outs: readonly string[] = [allTopics, ...yes, 'all', 'unsubscribed'];
const ins: readonly string[] = [...no, 'subscribed'];

/** Why another tool had stopped mailing an address. */
export type ImportedSuppression = 'bounced' | 'complained';

const suppressedTrait = 'traits.suppressed';

/**
 * What `suppressed` among the traits of a person says of their address: that it bounced for good, or complained. Nothing else
 * than a new address ends a bounce, so a value that says no is told. An unreadable value counts as a bounce, the safer reading.
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

/** The topics that `subscribed` among the traits of a person asks for: one, or a list. Only those count that need a confirmation. */
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
        message: `names no topic: ${JSON.stringify(word.slice(0, 60))}. ${didYouMean(word, confirmable)}`,
      })),
  };
};
