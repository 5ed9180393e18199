import { within } from '../../definition/rounds.ts';
import type { StepCompiler } from '../compilation.ts';
import { afterTime, placed } from '../placed-step.ts';
import { pause } from '../waits.ts';
import { withGuard } from '../with-guard.ts';

export const wait: StepCompiler<'wait'> = withGuard({
  after: (_, context) => afterTime(context),
  states: (step, context, following, compilation) =>
    placed(step, context, following, compilation, ({ place, context: here }) =>
      pause(place, within({ kind: 'after', duration: step.duration }, here.roundEnds), following, compilation),
    ),
});
