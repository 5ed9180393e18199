import { addChoice } from '../../asl/choose.ts';
import { meet, type StepCompiler } from '../../asl/compilation.ts';
import { arrive, placed } from '../../asl/placed-step.ts';
import { isGuarded } from '../../asl/with-guard.ts';

/** An enrollment without a variant, for any reason, goes on as the holdout does. */
export const experimentStates: StepCompiler<'experiment'> = {
  after: (step, context, compilation) => {
    const here = arrive(step, context, compilation);
    return meet([...step.variants.map(({ steps }) => compilation.after(steps, here)), here]);
  },
  states: (step, context, following, compilation) =>
    placed(step, context, following, compilation, ({ place, context: here }) => {
      const variants = step.variants.toReversed().map(({ name, steps }) => ({
        arm: name,
        following: compilation.block(steps, here, following),
      }));
      const otherwise = { arm: 'holdout', following };
      const mayBeSkipped = isGuarded(step);
      return addChoice({ place, step, arms: variants.reverse(), otherwise, mayBeSkipped, following }, compilation);
    }),
};
