import type { Change } from '../../account/change.ts';
import type { Prompt } from '../../account/prompt.ts';
import { goalWord, measuredGoal } from '../../conditions/measured-goal.ts';
import { type CallOf, type StepCall, specialArms } from '../../definition/step-call.ts';
import { lineOf } from '../step-frame.ts';
import type { StepSeen, StepTurn } from '../step-turn.ts';

export interface ExitSeen extends StepSeen {
  /** All of the account, where they were read. */
  prompts?: readonly Prompt[];
}

/** The enrollment's prompts go with it. */
export const exitTurn: StepTurn<CallOf<StepCall, 'exit'>, never, 'prompts', ExitSeen> = {
  exitedArm: () => specialArms.exited,
  go: (call, { enrollment, seen: { snapshot, now, prompts } }) => {
    if (prompts === undefined) return { ask: 'prompts' };
    const { reason } = call.step;
    const measured = measuredGoal(enrollment, snapshot, now);
    const shown = prompts.filter(prompt => prompt.enrollment === enrollment.id && prompt.retiredAt === undefined);
    return {
      changes: [
        { kind: 'exit', enrollment: enrollment.id, reason, at: now, ...measured },
        { kind: 'line', line: lineOf(call, now, { type: 'exited', reason, ...goalWord(measured.reached) }) },
        ...shown.map((prompt): Change => ({ kind: 'prompt', prompt: { ...prompt, retiredAt: now } })),
      ],
      exits: true,
    };
  },
};
