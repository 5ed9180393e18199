import type { CatalogData } from '../definition/catalog.ts';
import type { Attributes } from './account.ts';
import type { DomainEvent } from './event.ts';

/** The goals that an event reaches, as attributes: the first time counts, in whatever order the events arrive. */
export const goalsReached = (
  { name, occurredAt }: DomainEvent,
  goals: CatalogData['goals'] = {},
  known: Attributes,
): Attributes =>
  Object.fromEntries(
    Object.values(goals)
      .filter(({ reachedBy, reached }) => reachedBy === name && isFirst(known[reached], occurredAt))
      .map(({ reached }) => [reached, { value: occurredAt, at: occurredAt }]),
  );

/** A goal that was reset to null is reached again by a later event. */
const isFirst = (word: Attributes[string] | undefined, at: string): boolean => {
  if (word === undefined) return true;
  return typeof word.value === 'string' ? at < word.value : at > word.at;
};
