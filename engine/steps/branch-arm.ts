import type { Change } from '../account/change.ts';
import type { BranchCall, Next } from '../definition/step-call.ts';
import { isNext } from '../definition/step-call.ts';
import type { Instant } from '../kernel/instant.ts';
import { type AnyCall, lineOf } from './step-frame.ts';

/** The continuation of a step, or of the arm that was taken. @throws Error when the state machine does not know the arm */
export const nextAfter = ({ step, journey, next }: AnyCall, arm: string): Next => {
  if (isNext(next)) return next;
  const follows = next[arm];
  if (follows) return follows;
  throw new Error(
    `Step "${step.id}" of journey "${journey.id}" took "${arm}", but nothing follows it: compile the journey again.`,
  );
};

/** Does what follows depend on the arm? */
export const hasArms = ({ next }: AnyCall): boolean => !isNext(next);

/** The part of a step that chose an arm: its line says which. */
export const tookArm = (call: BranchCall, now: Instant, arm: string): { arm: string; changes: Change[] } => ({
  arm,
  changes: [{ kind: 'line', line: lineOf(call, now, { type: 'branch', step: call.step.id, took: arm }) }],
});
