import type { Change } from '../account/change.ts';
import type { Enrollment } from '../account/enrollment.ts';
import type { BranchCall, Next } from '../definition/step-call.ts';

/** What follows an arm. @throws Error when the state machine does not know the arm */
export const nextOf = (call: BranchCall, arm: string): Next => {
  const next = call.next[arm];
  if (next) return next;
  throw new Error(
    `Step "${call.step.id}" of journey "${call.journey.id}" took "${arm}", but nothing follows it: compile the journey again.`,
  );
};

/** Keeps the arm with the step's record, so that the same call answers the same when it comes again. */
export const recordArm = (change: Change, { took }: Pick<Enrollment, 'took'>, step: string, arm: string): Change =>
  change.kind === 'advance' ? { ...change, took: { ...took, ...change.took, [step]: arm } } : change;
