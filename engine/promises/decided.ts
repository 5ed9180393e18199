import type { Condition } from '../definition/condition.ts';
import type { Moment } from './moment.ts';

type Facts = Moment['facts'];

/** A possible result of a condition, with the facts it decides. */
export interface Turned {
  holds: boolean;
  facts: Facts;
}

/**
 * Every possible result of a condition. Parts about the enrolling event are fixed for the whole enrollment; all others
 * may change from one moment to the next.
 */
export const turnsOf = (condition: Condition, facts: Facts): Turned[] => distinct(waysOf(condition, facts));

/** Possible results of several conditions, all of which must hold. */
export const allOf = (conditions: readonly Condition[], facts: Facts): Turned[] =>
  turnsOf({ kind: 'all', of: conditions }, facts);

const waysOf = (condition: Condition, facts: Facts): Turned[] => {
  const ways: { [Kind in Condition['kind']]?: (of: Extract<Condition, { kind: Kind }>) => Turned[] } = {
    all: ({ of }) => foldedOf(of, facts, true),
    any: ({ of }) => foldedOf(of, facts, false),
    not: ({ of }) => waysOf(of, facts).map(way => ({ ...way, holds: !way.holds })),
    trigger: asked => {
      const name = JSON.stringify(asked);
      const known = facts[name];
      if (known !== undefined) return [{ holds: known, facts }];
      return [true, false].map(holds => ({ holds, facts: { ...facts, [name]: holds } }));
    },
  };
  const way = ways[condition.kind] as ((of: Condition) => Turned[]) | undefined;
  return way ? way(condition) : [true, false].map(holds => ({ holds, facts }));
};

/** Evaluates conditions in order, and stops at the first whose result isn't `goesOn`. */
const foldedOf = (of: readonly Condition[], facts: Facts, goesOn: boolean): Turned[] =>
  of.reduce<Turned[]>(
    (ways, condition) => distinct(ways.flatMap(way => (way.holds === goesOn ? waysOf(condition, way.facts) : [way]))),
    [{ holds: goesOn, facts }],
  );

const distinct = (ways: readonly Turned[]): Turned[] => [
  ...new Map(ways.map(way => [JSON.stringify([way.holds, Object.entries(way.facts).sort()]), way])).values(),
];
