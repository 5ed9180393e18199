import { isOver } from '../../account/enrollment.ts';
import type { Ports } from '../../ports/ports.ts';
import { generationOf } from '../../routing/route-migration.ts';
import { findEnrollment } from '../../steps/step-frame.ts';
import { turn } from '../../turn.ts';
import type { ExecutionFailure } from '../read-feedback.ts';

/**
 * Closes the enrollment of a failed execution: writes the reason to the timeline and raises an alarm. Skips an
 * enrollment that has moved on to another execution since.
 */
export const closeFailedExecution = (
  { account, enrollment: id, generation, error }: ExecutionFailure,
  { accounts, alarms, clock }: Ports,
): Promise<void> => {
  const at = clock.now();
  return turn(
    {
      account,
      read: () => accounts.snapshot(account, { withoutContacts: true }),
      decide: snapshot => {
        const enrollment = findEnrollment({ enrollment: id }, snapshot);
        if (enrollment === undefined || isOver(enrollment) || generationOf(enrollment) !== generation)
          return { answer: undefined };
        const { journey } = enrollment;
        const entry = { type: 'failed', error } as const;
        return {
          before: [{ alarm: 'enrollment-failed', account, journey, enrollment: id, error } as const],
          changes: [
            { kind: 'stillActive', enrollment: id },
            { kind: 'advance', enrollment: id, step: '(failed)', at, ended: 'failed' },
            { kind: 'line', line: { at, account, journey, enrollment: id, key: '~.failed.', entry } },
          ],
          answer: undefined,
        };
      },
      perform: async raised => {
        for (const alarm of raised) await alarms.raise(alarm);
      },
    },
    { accounts },
  );
};
