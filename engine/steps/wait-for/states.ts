import { meet, type StepCompiler } from '../../asl/compilation.ts';
import { afterTime, placed } from '../../asl/placed-step.ts';
import { waitForEvents } from '../../asl/waits.ts';
import { withGuard } from '../../asl/with-guard.ts';
import type { Wake } from '../../definition/step-call.ts';
import { edgesOf } from './outline.ts';

export const waitForStates: StepCompiler<'waitFor'> = withGuard({
  after: (step, context, compilation) =>
    meet([...edgesOf(step), timeout].map(edge => compilation.after(step.then[edge] ?? [], afterTime(context)))),
  states: (step, context, following, compilation) =>
    placed(step, context, following, compilation, ({ place, context: here }) => {
      const arm = (edge: string) => ({
        edge,
        following: compilation.block(step.then[edge] ?? [], afterTime(here), following),
      });
      const wake: Wake = { kind: 'after', duration: step.timeout };
      // Compiled before the events' arms, so that it is read after them.
      const timedOut = arm(timeout);
      const edges = edgesOf(step).reverse().map(arm).reverse();
      return waitForEvents({ place, wake, edges, timeout: timedOut, following }, compilation);
    }),
});

const timeout = 'timeout';
