import { type BranchCall, specialArms } from '../definition/step-call.ts';
import { type Compilation, type Following, type Place, type StepAhead, stateName, stepAhead } from './compilation.ts';
import { stepChose } from './execution-data.ts';
import { functionState } from './function-state.ts';
import { tookState } from './took-state.ts';

export interface CompiledArm {
  arm: string;
  following: Following;
}

export interface Choosing {
  place: Place;
  /** Prefix of the state's name; without it, the state has the step's own name. */
  prefix?: 'guard';
  step: BranchCall['step'];
  arms: readonly CompiledArm[];
  /** The arm for every other answer. */
  otherwise: CompiledArm;
  /** Whether the step has conditions of its own, so that it may not choose at all. */
  mayBeSkipped?: boolean;
  /** The continuation after all arms. */
  following: Following;
}

/** A function that takes one of several arms, and the Choice that follows it. */
export const addChoice = (choosing: Choosing, compilation: Compilation): StepAhead => {
  const { place, prefix, step, arms, otherwise, mayBeSkipped = false, following } = choosing;
  const skipped: CompiledArm = { arm: specialArms.skipped, following };
  const explicit = mayBeSkipped ? [...arms, otherwise] : arms;
  const last = mayBeSkipped ? skipped : otherwise;
  const stateOf = (arm: CompiledArm) => arm.following.state ?? compilation.ending('completed');
  const choice = tookState(
    explicit.map(each => ({ arm: each.arm, to: stateOf(each) })),
    stateOf(last),
  );
  const onward = { Next: compilation.add(stateName(place, 'took'), choice) };
  const next = Object.fromEntries([...explicit, last].map(each => [each.arm, each.following.next]));
  const call = { function: '${EvaluateBranch}', place, call: { step, next }, onward, output: stepChose } as const;
  return stepAhead(compilation.add(stateName(place, prefix), functionState(call, compilation)), following);
};
