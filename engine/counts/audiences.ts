import { sha256Of } from '../account/sha256-of.ts';
import type { Condition } from '../definition/condition.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import { memoizeByObject } from '../kernel/memoize.ts';

/** Audiences of journeys, by a key derived from the condition. */
export type Audiences = Readonly<Record<string, Condition>>;

export const audiencesOf = memoizeByObject(
  (journeys: readonly Pick<JourneyDefinition, 'audience'>[]): Audiences =>
    Object.fromEntries(journeys.flatMap(({ audience }) => (audience ? [[audienceKey(audience), audience]] : []))),
);

export const audienceKey = memoizeByObject((audience: Condition): string => sha256Of(audience).slice(0, 8));
