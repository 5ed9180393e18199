import type { Condition, Value, Window } from '../domain/condition.ts';
import { AuthoringError, mustBeKnown, mustBeWhole } from './authoring-error.ts';
import { plainData, withMethods } from './plain-data.ts';
import { sinceEnrollment } from './windows.ts';

type KeyFeatures = Readonly<Record<string, string>>;

/** A number of events: compared in conditions, shown in templates. */
export type EventCount = Value & {
  is(times: number): Condition;
  above(times: number): Condition;
  below(times: number): Condition;
  atLeast(times: number): Condition;
  atMost(times: number): Condition;
};

/** A share of the key features, 0 to 1: `adoption().below(0.2)` is less than 20 %, compared exactly. */
export interface Share {
  above(share: number): Condition;
  below(share: number): Condition;
  atLeast(share: number): Condition;
  atMost(share: number): Condition;
}

/** The words about usage; `features` are the catalog's key features. */
export const usageWords = (features: KeyFeatures, events: readonly string[]) => ({
  used: (feature: string, window: Window = sinceEnrollment): Condition => {
    mustBeKnown('used', 'key feature', feature, Object.keys(features));
    // biome-ignore lint/style/noNonNullAssertion: it is one of the keys
    return plainData({ kind: 'used', feature, event: features[feature]!, window });
  },
  count: (event: string, window: Window = sinceEnrollment): EventCount => {
    mustBeKnown('count', 'event', event, events);
    return countOf(event, window);
  },
  adoption: (window: Window = sinceEnrollment): Share => shareOf(features, window),
  featuresUsed: (window: Window = sinceEnrollment): Value => plainData({ kind: 'featuresUsed', features, window }),
  featuresTotal: Object.keys(features).length,
});

const countOf = (event: string, window: Window): EventCount => {
  const compare = (comparison: 'is' | 'above' | 'below' | 'atLeast' | 'atMost') => (value: number) => {
    mustBeWhole(`count('${event}').${comparison}`, 'the number of events', value, 0);
    return plainData<Condition>({ kind: 'count', event, window, comparison, value });
  };
  return withMethods<Value, Omit<EventCount, keyof Value>>(
    { kind: 'eventCount', event, window },
    {
      is: compare('is'),
      above: compare('above'),
      below: compare('below'),
      atLeast: compare('atLeast'),
      atMost: compare('atMost'),
    },
  );
};

const shareOf = (features: KeyFeatures, window: Window): Share => {
  const compare = (comparison: 'above' | 'below' | 'atLeast' | 'atMost') => (share: number) =>
    plainData<Condition>({
      kind: 'adoption',
      features,
      window,
      comparison,
      basisPoints: basisPoints(comparison, share),
    });
  return Object.freeze({
    above: compare('above'),
    below: compare('below'),
    atLeast: compare('atLeast'),
    atMost: compare('atMost'),
  });
};

const basisPoints = (comparison: string, share: number): number => {
  const points = Math.round(share * 10_000);
  if (points >= 0 && points <= 10_000 && Math.abs(points - share * 10_000) < 1e-6) return points;
  const fix =
    share > 1 && share <= 100
      ? `Write ${share / 100} for ${share} %.`
      : 'Write 0 to 1 in steps of 0.0001, such as 0.2 for 20 %.';
  throw new AuthoringError(`adoption().${comparison}(${share}): that is no share of the key features. ${fix}`);
};
