import type { Comparison } from '../definition/comparison.ts';
import type { AmountComparison, Condition, Value } from '../definition/condition.ts';
import type { Scalar } from '../kernel/scalar.ts';
import { AuthoringError, mustBeKnown } from './authoring-error.ts';
import { comparable, type Equality, type Order } from './comparable.ts';
import { plainData, withMethods } from './plain-data.ts';

/** Where an account is in its lifecycle; in `data`, the name of its stage. */
export type LifecycleStage<Name> = Value &
  Equality<Name> & {
    readonly days: StageDays;
    /** It is in that stage, or has ever been. */
    was(name: Name): Condition;
  };

/** Whole days that it has been there; in `data`, their number. */
type StageDays = Value & Order & { is(value: number): Condition };

/** `names`: the stages of the catalog; left out while they are not known yet, so that conditions may name any. */
export const stageWord = (names?: readonly string[]): LifecycleStage<never> => {
  const condition = (comparison: Comparison, value: Scalar | readonly Scalar[]): Condition => {
    if (names) for (const name of [value].flat()) mustBeStage(`stage.${comparison}`, name, names);
    return plainData({ kind: 'stage', comparison, value });
  };
  const was = (name: string): Condition => {
    if (names) mustBeStage('stage.was', name, names);
    return plainData({ kind: 'stageEver', stage: name });
  };
  return comparable<never, { days: StageDays; was(name: string): Condition }>('stage', { kind: 'stage' }, condition, {
    days: stageDays,
    was,
  });
};

/** @throws AuthoringError unless it is one of them, or null */
export const mustBeStage = (where: string, name: Scalar, names: readonly string[]): void => {
  if (name === null) return;
  if (names.length === 0)
    throw new AuthoringError(
      `${where}: the catalog has no stages. Add rules: () => ({ stages: { ... } }) to defineCatalog.`,
    );
  mustBeKnown(where, 'stage', String(name), names);
};

const daysAre =
  (comparison: AmountComparison) =>
  (value: number): Condition => {
    if (!Number.isFinite(value))
      throw new AuthoringError(`stage.days.${comparison}(${value}): that is not a number of days. Write a number.`);
    return plainData({ kind: 'stageDays', comparison, value });
  };

const stageDays: StageDays = withMethods(
  { kind: 'stageDays' as const },
  {
    above: daysAre('above'),
    below: daysAre('below'),
    atLeast: daysAre('atLeast'),
    atMost: daysAre('atMost'),
    is: daysAre('is'),
  },
);
