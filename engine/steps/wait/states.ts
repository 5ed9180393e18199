import type { StepCompiler } from '../../asl/compilation.ts';
import { afterTime, placed } from '../../asl/placed-step.ts';
import { waitForTime } from '../../asl/waits.ts';
import { withGuard } from '../../asl/with-guard.ts';
import { limitToRound } from '../../definition/wake-of.ts';

export const waitStates: StepCompiler<'wait'> = withGuard({
  after: (_, context) => afterTime(context),
  states: (step, context, following, compilation) =>
    placed(step, context, following, compilation, ({ place, context: here }) =>
      waitForTime(
        place,
        limitToRound({ kind: 'after', duration: step.duration }, here.roundEnds),
        following,
        compilation,
      ),
    ),
});
