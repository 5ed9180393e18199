import type { Duration } from '../../domain/duration.ts';
import { stepsInRound } from '../../domain/enrollment-plan.ts';
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
  const anchor = anchorOf(loop, index);
  const steps = stepsInRound(loop, index + 1);
  const { at, ...pause } = loop;
  const [first, ...others] = steps;
  if (!anchor) return { pause, steps };
  return first && !first.at
    ? { pause, steps: [{ ...first, at: anchor }, ...others] }
    : { pause: { ...pause, at: anchor }, steps };
};

/** Rounds that begin on a calendar day stay on the calendar, however long a touch of one of them is held. */
const anchorOf = ({ at, interval }: EveryStep, index: number): Anchor | undefined => {
  if (index === 0) return at;
  const days = daysOf(interval);
  return at?.kind === 'day' && days !== undefined
    ? { kind: 'day', day: at.day + index * days }
    : { kind: 'after', duration: interval };
};

const daysOf = ({ unit, amount }: Duration): number | undefined =>
  unit === 'days' ? amount : unit === 'weeks' ? 7 * amount : undefined;

/** What is known before each round that is reached, and at last after the loop. */
const contextsOf = (loop: EveryStep, context: Context, compilation: Compilation): Context[] => {
  const { times } = loop;
  const contexts: Context[] = [];
  let known: Context | undefined = context;
  for (let index = 0; known && index < times; index++) {
    const here: Context = { ...known, iteration: (context.iteration - 1) * times + index + 1 };
    contexts.push(here);
    const { pause, steps } = roundOf(loop, index);
    known = compilation.after(steps, arrive(pause, here, compilation));
  }
  return known ? [...contexts, known] : contexts;
};
