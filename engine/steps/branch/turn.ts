import { holds } from '../../conditions/evaluate-condition.ts';
import { type BranchCall, type CallOf, specialArms } from '../../definition/step-call.ts';
import { contextOf } from '../step-frame.ts';
import { type StepTurn, tookArm } from '../step-turn.ts';

const otherwise = 'otherwise';

/** Takes the arm of the first case that holds. */
export const branchTurn: StepTurn<CallOf<BranchCall, 'branch'>> = {
  exitedArm: () => otherwise,
  skippedArm: specialArms.skipped,
  go: (call, { seen: { snapshot, now } }) => {
    const context = contextOf(call, snapshot, now);
    const arm = call.step.cases.find(({ condition }) => holds(condition, context))?.name ?? otherwise;
    return tookArm(call, now, arm);
  },
};
