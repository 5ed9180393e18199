import type { Change } from '../../account/change.ts';
import type { Prompt } from '../../account/prompt.ts';
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
  go: ({ enrollment, step, ...call }, { seen: { now, prompts } }) => {
    if (prompts === undefined) return { ask: 'prompts' };
    const { reason } = step;
    const shown = prompts.filter(prompt => prompt.enrollment === enrollment && prompt.retiredAt === undefined);
    return {
      changes: [
        { kind: 'exit', enrollment, reason, at: now },
        { kind: 'line', line: lineOf({ ...call, enrollment, step }, now, { type: 'exited', reason }) },
        ...shown.map((prompt): Change => ({ kind: 'prompt', prompt: { ...prompt, retiredAt: now } })),
      ],
      exits: true,
    };
  },
};
