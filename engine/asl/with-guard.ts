import type { Condition } from '../definition/condition.ts';
import type { Step, StepKind, StepOf } from '../definition/step.ts';
import type { BranchStep } from '../steps/branch/step.ts';
import { addChoice } from './choose.ts';
import { meet, type StepCompiler } from './compilation.ts';
import { arrive, placed } from './placed-step.ts';

/**
 * Compiles a kind of step that no function carries out; a function in front of it checks its conditions, if it has any.
 */
export const withGuard = <Kind extends StepKind>(bare: StepCompiler<Kind>): StepCompiler<Kind> => ({
  after: (step, context, compilation) => {
    if (!isGuarded(step)) return bare.after(step, context, compilation);
    const here = arrive(step, context, compilation);
    return meet([bare.after(strip(step), here, compilation), here]);
  },
  states: (step, context, following, compilation) => {
    if (!isGuarded(step)) return bare.states(step, context, following, compilation);
    return placed(step, context, following, compilation, ({ place, context: here }) => {
      const then = { arm: 'then', following: bare.states(strip(step), here, following, compilation) };
      const otherwise = { arm: 'otherwise', following };
      return addChoice(
        { place, prefix: 'guard', step: guardOf(step), arms: [then], otherwise, following },
        compilation,
      );
    });
  },
});

export const isGuarded = ({ when, unless }: Step): boolean => when !== undefined || unless !== undefined;

/** The step without the options that its guard handles. */
const strip = <Kind extends StepKind>(step: StepOf<Kind>): StepOf<Kind> => {
  const { at, when, unless, missed, ...bare } = step;
  return bare as StepOf<Kind>;
};

const guardOf = ({ id, when, unless }: Step): BranchStep => {
  const of: Condition[] = [...(when ? [when] : []), ...(unless ? [{ kind: 'not', of: unless } as const] : [])];
  return { kind: 'branch', id, cases: [{ name: 'then', condition: { kind: 'all', of }, steps: [] }], otherwise: [] };
};
