import type { Condition } from '../../definition/condition.ts';

type Of<Kind extends Condition['kind']> = Extract<Condition, { kind: Kind }>;

/** The value of the condition for every account, if its text alone decides it. */
export const constantOf = (condition: Condition): boolean | undefined =>
  (byKind[condition.kind] as (condition: Condition) => boolean | undefined)(condition);

const byKind: { [Kind in Condition['kind']]: (condition: Of<Kind>) => boolean | undefined } = {
  attribute: ({ comparison, value }) => emptyList(comparison, value),
  trigger: ({ comparison, value }) => emptyList(comparison, value),
  used: () => undefined,
  count: ({ comparison, value }) => withinRange(comparison, value, Number.POSITIVE_INFINITY),
  adoption: ({ comparison, basisPoints }) => withinRange(comparison, basisPoints, 10_000),
  openTask: () => undefined,
  amount: ({ comparison, value }) => withinRange(comparison, value, Number.POSITIVE_INFINITY),
  trend: () => undefined,
  reading: () => undefined,
  soleFeature: () => undefined,
  unchanged: () => undefined,
  dated: () => undefined,
  // More users than seats may be assigned.
  seats: ({ comparison, basisPoints }) => withinRange(comparison, basisPoints, Number.POSITIVE_INFINITY),
  consecutiveDrops: () => undefined,
  sustainedBelowBaseline: () => undefined,
  silence: () => undefined,
  goal: () => undefined,
  stage: ({ comparison, value }) => emptyList(comparison, value),
  stageEver: () => undefined,
  stageDays: ({ comparison, value }) => withinRange(comparison, value, Number.POSITIVE_INFINITY),
  segment: ({ of }) => constantOf(of),
  successPlan: () => undefined,
  all: ({ of }) =>
    of.some(each => constantOf(each) === false) ? false : of.every(each => constantOf(each)) || undefined,
  any: ({ of }) =>
    of.some(each => constantOf(each)) ? true : of.every(each => constantOf(each) === false) ? false : undefined,
  not: ({ of }) => {
    const constant = constantOf(of);
    return constant === undefined ? undefined : !constant;
  },
};

const emptyList = (comparison: string, value: unknown): false | undefined =>
  comparison === 'in' && Array.isArray(value) && value.length === 0 ? false : undefined;

/** Compares a number of 0 to `most` with `bound`. */
const withinRange = (comparison: Of<'count'>['comparison'], bound: number, most: number): boolean | undefined => {
  const [least, greatest] = [compare(0, bound), compare(most, bound)];
  const ever = {
    above: greatest > 0,
    atLeast: greatest >= 0,
    below: least < 0,
    atMost: least <= 0,
    is: least <= 0 && greatest >= 0,
  };
  const always = { above: least > 0, atLeast: least >= 0, below: greatest < 0, atMost: greatest <= 0, is: false };
  return always[comparison] ? true : ever[comparison] ? undefined : false;
};

const compare = (left: number, right: number): number => (left < right ? -1 : left > right ? 1 : 0);
