import type { KeyFeatures, Window } from '../definition/condition.ts';
import { compareAmount, compareShare } from './compare.ts';
import type { ConditionKind, EvaluationContext } from './condition-kind.ts';
import { countedIn, eventsCounted, measureQuantity, quantityEvents, quantityName } from './quantity.ts';
import { countedAt, fallsAt, spanOf, startOf } from './windows.ts';

export const used: ConditionKind<'used'> = {
  truth: ({ event, window }, context) => countUsage(event, window, context) > 0,
  since: ({ window }, context) => startOf(window, context),
  events: ({ event }) => [event],
  turnsAt: ({ event, window }, context) => fallsAt(countedAt(lastUses([event], window, context)), window, 'atLeast', 1),
  facts: ({ event, window }) => ({ [event]: { kind: 'eventCount', event, window } }),
};

export const count: ConditionKind<'count'> = {
  truth: ({ event, window, comparison, value }, context) =>
    compareAmount(countUsage(event, window, context), comparison, value),
  since: ({ window }, context) => startOf(window, context),
  events: ({ event }) => [event],
  turnsAt: ({ event, window, comparison, value }, context) =>
    fallsAt(eventsCounted(context.usage.of(event), spanOf(window, context)), window, comparison, value),
  facts: ({ event, window }) => ({ [event]: { kind: 'eventCount', event, window } }),
};

export const amount: ConditionKind<'amount'> = {
  truth: ({ quantity, window, comparison, value }, context) =>
    compareAmount(measureQuantity(quantity, spanOf(window, context), context), comparison, value),
  since: ({ window }, context) => startOf(window, context),
  events: ({ quantity }) => quantityEvents(quantity),
  turnsAt: ({ quantity, window, comparison, value }, context) =>
    fallsAt(countedIn(quantity, spanOf(window, context), context), window, comparison, value),
  facts: ({ quantity, window }) => ({ [quantityName(quantity)]: { kind: 'amount', quantity, window } }),
};

export const adoption: ConditionKind<'adoption'> = {
  truth: ({ features, window, ...share }, context) =>
    compareShare(featuresUsed(features, window, context), Object.keys(features).length, share),
  since: ({ window }, context) => startOf(window, context),
  events: ({ features }) => Object.values(features),
  turnsAt: ({ features, window, comparison, basisPoints }, context) => {
    const events = Object.values(features);
    const last = countedAt(lastUses(events, window, context));
    return fallsAt(last, window, comparison, (basisPoints * events.length) / 10_000);
  },
  facts: ({ features, window }) => ({ featuresUsed: { kind: 'featuresUsed', features, window } }),
};

export const countUsage = (event: string, window: Window, context: EvaluationContext): number =>
  context.usage.of(event).count(...spanOf(window, context));

export const featuresUsed = (features: KeyFeatures, window: Window, context: EvaluationContext): number =>
  Object.values(features).filter(event => countUsage(event, window, context) > 0).length;

/** When each of the events happened last in the window. */
const lastUses = (events: readonly string[], window: Window, context: EvaluationContext): string[] => {
  const [from, until] = spanOf(window, context);
  return events.flatMap(event => {
    const last = context.usage.of(event).last(until);
    return last && last.at >= from ? [last.at] : [];
  });
};
