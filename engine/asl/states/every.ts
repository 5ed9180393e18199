import type { Anchor, EveryStep, Step } from '../../domain/step.ts';
import type { Compilation, Context, StepCompiler } from '../compilation.ts';
import { arrive, placed } from '../placed-step.ts';
import { withGuard } from '../with-guard.ts';

/** Unrolled: each round has states of its own, so that a history reads like the calendar. */
export const every: StepCompiler<'every'> = withGuard({
  after: (step, context, compilation) => {
    const known = contextsOf(step, context, compilation)[step.times];
    return known && { ...known, iteration: context.iteration };
  },
  states: (step, context, following, compilation) =>
    contextsOf(step, context, compilation)
      .slice(0, step.times)
      .map((known, index) => ({ known, round: roundOf(step, index) }))
      .reduceRight(
        (ahead, { known, round }) =>
          placed(
            round.pause,
            known,
            ahead,
            compilation,
            ({ context: here }) => compilation.block(round.steps, here, ahead),
            'round of',
          ),
        following,
      ),
});

interface Round {
  /** The loop as a step that only waits, where the first step of the round has an anchor of its own besides. */
  pause: EveryStep;
  steps: readonly Step[];
}

const roundOf = (loop: EveryStep, index: number): Round => {
  const anchor: Anchor | undefined = index === 0 ? loop.at : { kind: 'after', duration: loop.interval };
  const { at, ...pause } = loop;
  const [first, ...others] = loop.steps;
  if (!anchor || !first) return { pause, steps: loop.steps };
  return first.at
    ? { pause: { ...pause, at: anchor }, steps: loop.steps }
    : { pause, steps: [{ ...first, at: anchor }, ...others] };
};

/** What is known before each round that is reached, and at last after the loop. */
const contextsOf = (loop: EveryStep, context: Context, compilation: Compilation): Context[] => {
  const { times } = loop;
  const contexts: Context[] = [];
  let known: Context | undefined = context;
  for (let index = 0; known && index < times; index++) {
    const here: Context = { ...known, iteration: (context.iteration - 1) * times + index + 1 };
    contexts.push(here);
    const { pause, steps } = roundOf(loop, index);
    known = compilation.after(steps, arrive(pause, here));
  }
  return known ? [...contexts, known] : contexts;
};
