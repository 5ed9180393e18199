import { type ConditionLeaf, isReading, type Quantity, type Value } from '../../definition/condition.ts';
import type { Scalar } from '../../kernel/scalar.ts';
import type { EventTrigger } from '../../triggers/event/trigger.ts';
import { alternativesOf } from '../alternatives-of.ts';

/** A name of the catalog, as it is used somewhere in a journey. */
export type Mention = { kind: 'event' | 'feature' | Comparing['kind']; name: string } | Comparing;

/** A comparison and its values. `field` is one of the enrolling event. */
export interface Comparing {
  kind: 'attribute' | 'field';
  name: string;
  compared: readonly Scalar[];
  /** They are the keys of a table, which are texts whatever the attribute is. */
  isTable?: true;
}

export type Mentioning = ConditionLeaf | Value;
type Of<Kind extends Mentioning['kind']> = Extract<Mentioning, { kind: Kind }>;

export const mentionsOf = (leaf: Mentioning): Mention[] => (byKind[leaf.kind] as (leaf: Mentioning) => Mention[])(leaf);

const byKind: { [Kind in Mentioning['kind']]: (leaf: Of<Kind>) => Mention[] } = {
  attribute: ({ name, value }) => [{ kind: 'attribute', name, compared: [value].flat() }],
  trigger: ({ field, value }) => [{ kind: 'field', name: field, compared: [value].flat() }],
  used: ({ feature, event }) => [
    { kind: 'feature', name: feature },
    { kind: 'event', name: event },
  ],
  count: ({ event }) => [{ kind: 'event', name: event }],
  adoption: ({ features }) => featuresOf(features),
  openTask: () => [],
  amount: ({ quantity }) => ofQuantity(quantity),
  trend: ({ quantity }) => ofQuantity(quantity),
  median: ({ of }) => mentionsOf(of),
  change: ({ quantity }) => ofQuantity(quantity),
  reading: ({ event }) => alternativesOf(event).map(each => ({ kind: 'event', name: each.event })),
  soleFeature: ({ features }) => featuresOf(features),
  soleUser: ({ features }) => featuresOf(features),
  unusedFeatures: ({ features }) => featuresOf(features),
  leastUsedFeature: ({ features }) => featuresOf(features),
  unchanged: ({ name }) => [{ kind: 'attribute', name }],
  dated: ({ name }) => [{ kind: 'attribute', name }],
  seats: () => [],
  seatsUsed: () => [],
  seatsTotal: () => [],
  consecutiveDrops: ({ event }) => [{ kind: 'event', name: event }],
  sustainedBelowBaseline: ({ event }) => [{ kind: 'event', name: event }],
  weeklyUserDays: ({ event }) => [{ kind: 'event', name: event }],
  silence: () => [],
  goal: ({ target, reached, event }) => [
    { kind: 'attribute', name: target },
    { kind: 'attribute', name: reached },
    ...(event === undefined ? [] : [{ kind: 'event', name: event } as const]),
  ],
  stage: () => [],
  stageEver: () => [],
  stageDays: () => [],
  successPlan: ({ events }) => events.map(name => ({ kind: 'event', name })),
  literal: () => [],
  localized: () => [],
  triggerField: ({ field }) => [{ kind: 'field', name: field }],
  accountAttribute: ({ name }) => [{ kind: 'attribute', name }],
  byAttribute: ({ name, table }) => [{ kind: 'attribute', name, compared: Object.keys(table), isTable: true }],
  eventCount: ({ event }) => [{ kind: 'event', name: event }],
  featuresUsed: ({ features }) => featuresOf(features),
};

const ofQuantity = (quantity: Quantity): Mention[] => {
  if (quantity.of === 'activeUsers') return [];
  if (quantity.of === 'featureUse') return featuresOf(quantity.features);
  return quantity.events.flatMap(alternativesOf).map(({ event }) => ({ kind: 'event', name: event }));
};

const featuresOf = (features: Readonly<Record<string, string>>): Mention[] =>
  Object.entries(features).flatMap(([feature, event]) => [
    { kind: 'feature', name: feature },
    { kind: 'event', name: event },
  ]);

/** Fields of the events that a condition or a value counts or reads. */
export const countedFields = (leaf: Mentioning): { event: string; field: string }[] => {
  const read = isReading(leaf) ? [{ event: leaf.event.event, field: leaf.field }] : [];
  const tested = countedEvents(leaf).flatMap(({ event, where }) => where.map(({ field }) => ({ event, field })));
  return [...read, ...tested];
};

/** The events that a condition or a value counts or reads, with their filters. */
export const countedEvents = (leaf: Mentioning): EventTrigger[] => {
  const quantity = 'quantity' in leaf ? leaf.quantity : undefined;
  const counted = isReading(leaf) ? [leaf.event] : quantity && 'events' in quantity ? quantity.events : [];
  return counted.flatMap(alternativesOf);
};
