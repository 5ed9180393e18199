import type { Condition, Value } from '../../domain/condition.ts';

/** A name of the catalog, as it is used somewhere in a journey. `field` is one of the enrolling event. */
export interface Mention {
  kind: 'event' | 'feature' | 'attribute' | 'field';
  name: string;
}

type Composite = Extract<Condition, { kind: 'all' | 'any' | 'not' }>;
export type ConditionLeaf = Exclude<Condition, Composite>;

/** The comparisons that a condition is composed of. */
export const leavesOf = (condition: Condition): ConditionLeaf[] => {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.of.flatMap(leavesOf);
    case 'not':
      return leavesOf(condition.of);
    default:
      return [condition];
  }
};

type Mentioning = ConditionLeaf | Value;
type Of<Kind extends Mentioning['kind']> = Extract<Mentioning, { kind: Kind }>;

export const mentionsOf = (leaf: Mentioning): Mention[] => (byKind[leaf.kind] as (leaf: Mentioning) => Mention[])(leaf);

const byKind: { [Kind in Mentioning['kind']]: (leaf: Of<Kind>) => Mention[] } = {
  attribute: ({ name }) => [{ kind: 'attribute', name }],
  trigger: ({ field }) => [{ kind: 'field', name: field }],
  used: ({ feature, event }) => [
    { kind: 'feature', name: feature },
    { kind: 'event', name: event },
  ],
  count: ({ event }) => [{ kind: 'event', name: event }],
  adoption: ({ features }) => featuresOf(features),
  openTask: () => [],
  literal: () => [],
  triggerField: ({ field }) => [{ kind: 'field', name: field }],
  accountAttribute: ({ name }) => [{ kind: 'attribute', name }],
  eventCount: ({ event }) => [{ kind: 'event', name: event }],
  featuresUsed: ({ features }) => featuresOf(features),
};

const featuresOf = (features: Readonly<Record<string, string>>): Mention[] =>
  Object.entries(features).flatMap(([feature, event]) => [
    { kind: 'feature', name: feature },
    { kind: 'event', name: event },
  ]);
