import type { Condition, KeyFeatures, Value, Window } from '../definition/condition.ts';
import type { Duration } from '../kernel/duration.ts';
import { onEvent, triggerOf, type WrittenEvent } from '../triggers/event/author.ts';
import { type Amount, amountOf, countOf } from './amount.ts';
import { AuthoringError, mustBeKnown, mustBeWhole } from './authoring-error.ts';
import { comparable, type Order } from './comparable.ts';
import { medianOf } from './median-of.ts';
import { plainData, withMethods } from './plain-data.ts';
import { type Share, shareOf } from './share.ts';
import { positiveDays, wholeDays } from './whole-days.ts';
import { sinceEnrollment } from './windows.ts';

/** An event by its name, or with tests: `on('Limit Approached').where({ limit: 'api' })`. */
export type CountedEvent = string | WrittenEvent;

/** A key feature that one user and no other uses. */
export type SoleFeature = Value & { exists(): Condition; user(): Value };

export interface UsageWordsOptions {
  features: KeyFeatures;
  events: Parameters<typeof onEvent>[0];
  /** Events that happen to a user, and are no act of people. */
  passive: readonly string[];
}

/** The words about usage; `features` are the catalog's key features. */
export const usageWords = ({ features, events, passive }: UsageWordsOptions) => {
  const eventOf = (where: string, event: CountedEvent) => {
    if (typeof event !== 'string') return triggerOf(event);
    mustBeKnown(where, 'event', event, Object.keys(events));
    return onEvent(events, event).toJSON();
  };
  const reading = (take: 'latest' | 'mean') => (event: CountedEvent, field: string, window: Window) => {
    const trigger = eventOf(take, event);
    mustBeKnown(`${take} of "${trigger.event}"`, 'field', field, Object.keys(events[trigger.event]?.fields ?? {}));
    const read = { take, event: trigger, field, window };
    return comparable<number>(`${take}('${field}')`, { kind: 'reading', ...read }, (comparison, value) => {
      if (typeof value !== 'number' || !isOrdering(comparison)) {
        throw new AuthoringError(
          `${take}('${field}').${comparison}: a number is compared by is, above, below, atLeast or atMost.`,
        );
      }
      return plainData<Condition>({ kind: 'reading', ...read, comparison, value });
    });
  };
  return {
    used: (feature: string, window: Window = sinceEnrollment): Condition => {
      mustBeKnown('used', 'key feature', feature, Object.keys(features));
      // biome-ignore lint/style/noNonNullAssertion: it is one of the keys
      return plainData({ kind: 'used', feature, event: features[feature]!, window });
    },
    count: (event: CountedEvent, window: Window = sinceEnrollment): Amount =>
      typeof event === 'string'
        ? countOf(eventOf('count', event), window)
        : amountOf(`count('${triggerOf(event).event}')`, { of: 'events', events: [triggerOf(event)] }, window),
    users: (event: CountedEvent, window: Window = sinceEnrollment): Amount =>
      amountOf('users', { of: 'users', events: [eventOf('users', event)] }, window),
    activeUsers: (window: Window): Amount => amountOf('activeUsers', { of: 'activeUsers', except: passive }, window),
    featureUse: (window: Window = sinceEnrollment): Amount =>
      amountOf('featureUse', { of: 'featureUse', features }, window),
    adoption: (window: Window = sinceEnrollment): Share =>
      shareOf('adoption()', 'the key features', share => ({ kind: 'adoption', features, window, ...share })),
    featuresUsed: (window: Window = sinceEnrollment): Value => plainData({ kind: 'featuresUsed', features, window }),
    featuresTotal: Object.keys(features).length,
    medianOf,
    leastUsedFeature: (window: Window): Value => plainData({ kind: 'leastUsedFeature', features, window }),
    unusedFeatures: (window: Window, { atMost = 3 }: { atMost?: number } = {}): Value => {
      mustBeWhole('unusedFeatures', 'atMost', atMost, 1);
      return plainData({ kind: 'unusedFeatures', features, window, atMost });
    },
    soleFeature: (duration: Duration): SoleFeature => {
      const sole = {
        kind: 'soleFeature' as const,
        features,
        days: positiveDays('soleFeature', duration),
        except: passive,
      };
      return withMethods<Value, Omit<SoleFeature, keyof Value>>(sole, {
        exists: () => plainData<Condition>(sole),
        user: () => plainData<Value>({ ...sole, kind: 'soleUser' }),
      });
    },
    silence: (duration: Duration, { knownFor }: { knownFor?: Duration } = {}): Condition =>
      plainData({
        kind: 'silence',
        days: positiveDays('silence', duration),
        knownDays: knownFor ? wholeDays('silence: knownFor', knownFor) : 30,
        except: passive,
      }),
    latest: reading('latest'),
    mean: reading('mean'),
  };
};

/** How numbers are compared. */
export interface Numbers extends Order {
  is(value: number): Condition;
}

const isOrdering = (comparison: string): comparison is 'is' | 'above' | 'below' | 'atLeast' | 'atMost' =>
  ['is', 'above', 'below', 'atLeast', 'atMost'].includes(comparison);
