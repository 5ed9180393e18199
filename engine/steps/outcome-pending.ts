import type { AccountSnapshot } from '../account/account.ts';
import { flagOf } from '../definition/await.ts';
import { taskOutcomes } from '../definition/task.ts';
import { type Instant, plusSeconds } from '../kernel/instant.ts';
import { StepTooSoon } from './step-errors.ts';
import { type AnyCall, findEnrollment } from './step-frame.ts';

/**
 * The outcome of a task ends the wait for it before the task's row is written. A step that comes in between would see the task open.
 * An outcome that is not written within the hour was given up.
 * @throws StepTooSoon
 */
export const mustSeeOutcome = (call: Pick<AnyCall, 'enrollment'>, snapshot: AccountSnapshot, now: Instant): void => {
  const seen = findEnrollment(call, snapshot)?.seen ?? {};
  const isPending = snapshot.tasks.some(
    ({ enrollment, awaited, reason, openedAt, status }) =>
      enrollment === call.enrollment &&
      awaited === true &&
      status !== 'resolved' &&
      taskOutcomes.some(outcome => {
        const at = seen[flagOf(reason, outcome)];
        return at !== undefined && at >= openedAt && now < plusSeconds(at, 3_600);
      }),
  );
  if (isPending) throw new StepTooSoon('The outcome that ended the wait is not written yet.');
};
