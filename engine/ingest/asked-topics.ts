import type { CatalogData } from '../definition/catalog.ts';
import { bareName, matchIn } from '../kernel/closed-set.ts';
import { didYouMean } from '../kernel/did-you-mean.ts';
import type { AllowedValues } from './allowed-values.ts';

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
