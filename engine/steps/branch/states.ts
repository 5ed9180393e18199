import { addChoice } from '../../asl/choose.ts';
import { meet, type StepCompiler } from '../../asl/compilation.ts';
import { arrive, placed } from '../../asl/placed-step.ts';
import { isGuarded } from '../../asl/with-guard.ts';

export const branchStates: StepCompiler<'branch'> = {
  after: (step, context, compilation) => {
    const here = arrive(step, context, compilation);
    const arms = [...step.cases.map(({ steps }) => steps), step.otherwise];
    return meet([...arms.map(steps => compilation.after(steps, here)), ...(isGuarded(step) ? [here] : [])]);
  },
  states: (step, context, following, compilation) =>
    placed(step, context, following, compilation, ({ place, context: here }) => {
      const otherwise = { arm: 'otherwise', following: compilation.block(step.otherwise, here, following) };
      const arms = step.cases.toReversed().map(({ name, steps }) => ({
        arm: name,
        following: compilation.block(steps, here, following),
      }));
      arms.reverse();
      const mayBeSkipped = isGuarded(step);
      return addChoice({ place, step, arms, otherwise, mayBeSkipped, following }, compilation);
    }),
};
