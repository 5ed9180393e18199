import type { CatalogData } from '../../domain/catalog.ts';
import { allTopics } from '../../domain/sending/consent.ts';
import type { AllowedValues } from './allowed-values.ts';

const field = 'traits.unsubscribed';

/**
 * The topics that `unsubscribed` among the traits of a person opts out of: `true` for all, a topic, or a list of them.
 * What your own records say can only ever mean less mail; nothing in them opts anybody in again.
 */
export const importedOptOuts = (
  said: unknown,
  topics: CatalogData['topics'],
): { topics: string[]; warnings: AllowedValues['warnings'] } => {
  if (said === undefined || said === null) return { topics: [], warnings: [] };
  if (said === true) return { topics: [allTopics], warnings: [] };
  if (said === false) {
    const message = 'opts nobody in again: only the contact can, on the page behind the links in its mails';
    return { topics: [], warnings: [{ field, message }] };
  }
  const named: unknown[] = Array.isArray(said) ? said : [said];
  const known = named.filter(
    (each): each is string => typeof each === 'string' && (each === allTopics || Object.hasOwn(topics, each)),
  );
  const message = `is left out where it is no topic: give true, or topics such as ${Object.keys(topics).slice(0, 3).join(', ')}`;
  return { topics: known, warnings: known.length < named.length ? [{ field, message }] : [] };
};
