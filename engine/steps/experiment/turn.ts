import { chooseVariant } from '../../definition/lots.ts';
import { type BranchCall, type CallOf, specialArms } from '../../definition/step-call.ts';
import { type StepTurn, tookArm } from '../step-turn.ts';

/** Takes the variant that the account's id falls into. */
export const experimentTurn: StepTurn<CallOf<BranchCall, 'experiment'>> = {
  exitedArm: ({ account, journey, step }) => chooseVariant(account, journey.id, step),
  skippedArm: specialArms.skipped,
  go: (call, { seen: { now } }) => tookArm(call, now, chooseVariant(call.account, call.journey.id, call.step)),
};
