import type { KeyFeatures, Window } from '../definition/condition.ts';
import { compareAmount, compareShare } from './compare.ts';
import type { ConditionKind, EvaluationContext } from './condition-kind.ts';
import { instantsOf, lastBy, measureQuantity, quantityEvents, quantityName } from './quantity.ts';
import { fallsAt, startOf, usageIn } from './windows.ts';

export const used: ConditionKind<'used'> = {
  truth: ({ event, window }, context) => usageIn(window, context).some(mark => mark.event === event),
  since: ({ window }, context) => startOf(window, context),
  events: ({ event }) => [event],
  turnsAt: ({ event, window }, context) =>
    fallsAt(
      lastBy(usageIn(window, context).filter(named(event)), mark => mark.event),
      window,
      'atLeast',
      1,
    ),
  facts: ({ event, window }) => ({ [event]: { kind: 'eventCount', event, window } }),
};

export const count: ConditionKind<'count'> = {
  truth: ({ event, window, comparison, value }, context) =>
    compareAmount(countUsage(event, window, context), comparison, value),
  since: ({ window }, context) => startOf(window, context),
  events: ({ event }) => [event],
  turnsAt: ({ event, window, comparison, value }, context) => {
    const marks = usageIn(window, context).filter(named(event));
    return fallsAt(
      marks.map(({ at }) => at),
      window,
      comparison,
      value,
    );
  },
  facts: ({ event, window }) => ({ [event]: { kind: 'eventCount', event, window } }),
};

export const amount: ConditionKind<'amount'> = {
  truth: ({ quantity, window, comparison, value }, context) =>
    compareAmount(measureQuantity(quantity, usageIn(window, context), context), comparison, value),
  since: ({ window }, context) => startOf(window, context),
  events: ({ quantity }) => quantityEvents(quantity),
  turnsAt: ({ quantity, window, comparison, value }, context) =>
    fallsAt(instantsOf(quantity, usageIn(window, context), context), window, comparison, value),
  facts: ({ quantity, window }) => ({ [quantityName(quantity)]: { kind: 'amount', quantity, window } }),
};

export const adoption: ConditionKind<'adoption'> = {
  truth: ({ features, window, ...share }, context) =>
    compareShare(featuresUsed(features, window, context), Object.keys(features).length, share),
  since: ({ window }, context) => startOf(window, context),
  events: ({ features }) => Object.values(features),
  turnsAt: ({ features, window, comparison, basisPoints }, context) => {
    const marks = usageIn(window, context);
    const events = Object.values(features);
    const last = events.flatMap(event => lastBy(marks.filter(named(event)), mark => mark.event));
    return fallsAt(last, window, comparison, (basisPoints * events.length) / 10_000);
  },
  facts: ({ features, window }) => ({ featuresUsed: { kind: 'featuresUsed', features, window } }),
};

export const countUsage = (event: string, window: Window, context: EvaluationContext): number =>
  usageIn(window, context).filter(named(event)).length;

export const featuresUsed = (features: KeyFeatures, window: Window, context: EvaluationContext): number => {
  const seen = new Set(usageIn(window, context).map(mark => mark.event));
  return Object.values(features).filter(event => seen.has(event)).length;
};

const named =
  (event: string) =>
  (mark: { event: string }): boolean =>
    mark.event === event;
