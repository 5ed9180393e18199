import type { DomainEvent } from '../../account/event.ts';
import { type CallOf, type StepCall, specialArms } from '../../definition/step-call.ts';
import { stepEvent } from '../step-event.ts';
import type { StepTurn } from '../step-turn.ts';

export const enrollTurn: StepTurn<CallOf<StepCall, 'enroll'>, DomainEvent> = {
  acts: true,
  exitedArm: () => specialArms.exited,
  go: (call, { seen }) => ({ before: [stepEvent(call, seen.now, 'daymark.enroll', { journey: call.step.journey })] }),
};
