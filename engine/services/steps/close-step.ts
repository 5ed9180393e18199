import type { AccountSnapshot } from '../../domain/account.ts';
import type { Change } from '../../domain/change.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Next, StepResult } from '../../domain/step-call.ts';
import { type AnyCall, finishStep, stepKey } from '../../domain/step-frame.ts';

/** The rows that end a step's turn, for an enrollment that is active; where it exited meanwhile, it has not completed. */
export const closeStep = (
  call: AnyCall,
  next: Next,
  snapshot: AccountSnapshot,
  now: Instant,
): { changes: Change[]; result: StepResult } => {
  const { changes, result } = finishStep(call, next, snapshot, now);
  const stillActive: Change[] = next.kind === 'end' ? [{ kind: 'stillActive', enrollment: call.enrollment }] : [];
  return { changes: [...stillActive, ...changes], result };
};

/** Notes that the step had its turn, and nothing else. */
export const recordStep = (call: AnyCall, now: Instant): Change => ({
  kind: 'advance',
  enrollment: call.enrollment,
  step: stepKey(call),
  at: now,
});
