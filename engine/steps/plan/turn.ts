import { type CallOf, type StepCall, specialArms } from '../../definition/step-call.ts';
import type { StepTurn } from '../step-turn.ts';

/** Answers when the wait that follows ends. */
export const planTurn: StepTurn<CallOf<StepCall, 'plan'>> = {
  exitedArm: () => specialArms.exited,
  go: () => ({}),
};
