import type { AccountSnapshot } from '../account/account.ts';
import type { Change } from '../account/change.ts';
import { isEnd, type Next, type StepResult } from '../definition/step-call.ts';
import type { Instant } from '../kernel/instant.ts';
import { type AnyCall, finishStep, stepKey } from './step-frame.ts';

/** The rows that end a step's turn, for an enrollment that is active; where it exited meanwhile, it has not completed. */
export const closeStep = (
  call: AnyCall,
  next: Next,
  snapshot: AccountSnapshot,
  now: Instant,
  arm = '',
): { changes: Change[]; result: StepResult } => {
  const { changes, result } = finishStep(call, next, snapshot, now, arm);
  const stillActive: Change[] = isEnd(next) ? [{ kind: 'stillActive', enrollment: call.enrollment }] : [];
  return { changes: [...stillActive, ...changes], result };
};

/** Notes that the step had its turn, and nothing else. */
export const recordStep = (call: AnyCall, now: Instant): Change => ({
  kind: 'advance',
  enrollment: call.enrollment,
  step: stepKey(call),
  at: now,
});
