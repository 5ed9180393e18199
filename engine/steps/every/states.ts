import {
  type Compilation,
  type Context,
  type Following,
  type Place,
  type StepCompiler,
  stateName,
  stepAhead,
} from '../../asl/compilation.ts';
import { functionState, onwardTo } from '../../asl/function-state.ts';
import { arrive, placed } from '../../asl/placed-step.ts';
import { withGuard } from '../../asl/with-guard.ts';
import { anchorOfRound, beginningOf, countsFromBeginning, stepsAt, stepsInRound } from '../../definition/rounds.ts';
import type { Step } from '../../definition/step.ts';
import type { Wake } from '../../definition/step-call.ts';
import { wakeOf } from '../../definition/wake-of.ts';
import type { EveryStep } from './step.ts';

/** Unrolled: each round has states of its own, so that a history reads like the calendar. */
export const everyStates: StepCompiler<'every'> = withGuard({
  after: (step, context, compilation) => {
    const known = contextsOf(step, context, compilation)[step.times];
    return known && { ...known, iteration: context.iteration };
  },
  states: (step, context, following, compilation) =>
    contextsOf(step, context, compilation)
      .slice(0, step.times)
      .map((known, index) => ({ known, index, round: roundOf(step, index, context) }))
      .reduceRight((ahead, { known, index, round }) => {
        const ends = { roundEnds: endOf(step, index, context, compilation) };
        return placed(
          round.pause,
          known,
          ahead,
          compilation,
          ({ context: here }) => {
            const steps = compilation.block(round.steps, { ...here, ...ends }, ahead);
            return round.notesBeginning ? noteBeginning(step, context, steps, compilation) : steps;
          },
          'round of',
        );
      }, following),
});

interface Round {
  /** The loop as a step that only waits, where the first step of the round has an anchor of its own besides. */
  pause: EveryStep;
  steps: readonly Step[];
  notesBeginning: boolean;
}

const roundOf = (loop: EveryStep, index: number, context: Context): Round => {
  const anchor = anchorOf(loop, index, context);
  const steps = stepsInRound(loop, index + 1);
  const notesBeginning = index === 0 && countsFromBeginning(loop);
  const { at, ...pause } = loop;
  if (!anchor) return { pause, steps, notesBeginning };
  const anchored = notesBeginning ? undefined : stepsAt(anchor, steps);
  return anchored
    ? { pause, steps: anchored, notesBeginning }
    : { pause: { ...pause, at: anchor }, steps, notesBeginning };
};

const anchorOf = (loop: EveryStep, index: number, { iteration }: Context) =>
  anchorOfRound(loop, index + 1, stateName({ id: beginningOf(loop), iteration }));

/** When the next round begins; the last round of a nested loop ends with the outer round. */
const endOf = (loop: EveryStep, index: number, context: Context, { definition }: Compilation): Wake | undefined => {
  const next = index + 1 < loop.times ? anchorOf(loop, index + 1, context) : undefined;
  return next ? wakeOf(next, definition.policy) : context.roundEnds;
};

/** A call that only records when the loop began. */
const noteBeginning = (
  loop: EveryStep,
  { iteration }: Context,
  following: Following,
  compilation: Compilation,
): Following => {
  const place: Place = { id: beginningOf(loop), order: compilation.orderOf(loop.id), iteration };
  const call = { step: { kind: 'plan', id: place.id }, next: following.next } as const;
  const state = functionState({ function: '${TakeStep}', place, call, onward: onwardTo(following) }, compilation);
  return stepAhead(compilation.add(stateName(place), state), following);
};

/** Facts that hold before each round that is reached, and at last after the loop. */
const contextsOf = (loop: EveryStep, context: Context, compilation: Compilation): Context[] => {
  const { times } = loop;
  const contexts: Context[] = [];
  let known: Context | undefined = context;
  for (let index = 0; known && index < times; index++) {
    const here: Context = { ...known, iteration: (context.iteration - 1) * times + index + 1 };
    contexts.push(here);
    const { pause, steps } = roundOf(loop, index, context);
    known = compilation.after(steps, arrive(pause, here, compilation));
  }
  return known ? [...contexts, known] : contexts;
};
