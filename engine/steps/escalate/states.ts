import {
  type Compilation,
  type Context,
  type Following,
  meet,
  type StepCompiler,
  stateName,
  stepAhead,
} from '../../asl/compilation.ts';
import { stepChose } from '../../asl/execution-data.ts';
import { functionState, onwardTo } from '../../asl/function-state.ts';
import { addHold, catchHeld } from '../../asl/holding.ts';
import { afterTime, arrive, isDated, type Placed, placed, withMissed } from '../../asl/placed-step.ts';
import { tookState } from '../../asl/took-state.ts';
import { afterWait, waitForEvents } from '../../asl/waits.ts';
import { isGuarded } from '../../asl/with-guard.ts';
import { countsBack } from '../../definition/anchor.ts';
import { type Next, specialArms, type Wake } from '../../definition/step-call.ts';
import { taskOutcomes } from '../../definition/task.ts';
import type { EscalateStep } from './step.ts';

/** Opens a task; with branches it waits for the task's outcome, or until its service level is breached. */
export const escalateStates: StepCompiler<'escalate'> = {
  after: (step, context, compilation) => {
    const here = arrive(step, context, compilation);
    if (!waits(step)) return here;
    const arms = ends.map(edge => compilation.after(step.then[edge] ?? [], afterTime(here)));
    return meet([...arms, ...(canBeSkipped(step, here, compilation) ? [here] : [])]);
  },
  states: (step, context, following, compilation) =>
    placed(step, context, following, compilation, turn => {
      const state = waits(step)
        ? openAndWait(step, turn, following, compilation)
        : open(step, turn, { next: following.next, onward: onwardTo(following) }, compilation);
      const task = stepAhead(state, following);
      if (isHeld(turn)) addHold(turn, task, compilation);
      return task;
    }),
};

const breached = 'breached';
const ends = [...taskOutcomes, breached];

const waits = ({ then }: EscalateStep): boolean => Object.keys(then).length > 0;

/** By its conditions, or because its date was missed: no task is opened then, and no outcome can come. */
const canBeSkipped = (step: EscalateStep, context: Context, compilation: Compilation): boolean =>
  isGuarded(step) || isDated(context, compilation);

/** A date may move after the wait for it ended. */
const isHeld = ({ due }: Placed): boolean => countsBack(due);

const openAndWait = (step: EscalateStep, turn: Placed, following: Following, compilation: Compilation): string => {
  const { place, context } = turn;
  const wake: Wake = { kind: 'after', duration: step.sla };
  const arm = (edge: string) => ({
    edge,
    following: compilation.block(step.then[edge] ?? [], afterTime(context), following),
  });
  const timeout = arm(breached);
  const edges = taskOutcomes.toReversed().map(arm).reverse();
  const { state: outcome, next } = waitForEvents(
    { place, prefix: 'outcome of', wake, edges, timeout, following },
    compilation,
  );
  if (!canBeSkipped(step, context, compilation))
    return open(step, turn, { next, onward: { Next: outcome } }, compilation);
  const skipped = [{ arm: specialArms.skipped, to: afterWait(following, place, compilation) }];
  const took = compilation.add(stateName(place, 'took'), tookState(skipped, outcome));
  return open(step, turn, { next, onward: { Next: took }, output: stepChose }, compilation);
};

type Leaving = Pick<Parameters<typeof functionState<'${OpenTask}'>>[0], 'onward' | 'output'> & { next: Next };

const open = (step: EscalateStep, turn: Placed, { next, ...leaving }: Leaving, compilation: Compilation): string => {
  const { place, context, cause, due, supersededBy } = turn;
  return compilation.add(
    stateName(place),
    functionState(
      {
        function: '${OpenTask}',
        place,
        call: { step: withMissed(step, context), cause, due, supersededBy, next },
        ...(isHeld(turn) && { catch: [catchHeld(place)] }),
        ...leaving,
      },
      compilation,
    ),
  );
};
