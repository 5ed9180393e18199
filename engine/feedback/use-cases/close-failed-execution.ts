import { CommitConflict, type Ports } from '../../ports/ports.ts';
import { generationOf } from '../../routing/route-migration.ts';
import { findEnrollment, isOver } from '../../steps/step-frame.ts';
import type { ExecutionFailure } from '../read-feedback.ts';

/**
 * An execution that failed leaves its enrollment behind: it is closed, the timeline says why, and operations are told. One that
 * has moved on to another execution since is not left behind.
 */
export const closeFailedExecution = async (
  { account, enrollment: id, generation, error }: ExecutionFailure,
  { accounts, alarms, clock }: Ports,
): Promise<void> => {
  const enrollment = findEnrollment({ enrollment: id }, await accounts.snapshot(account, { withoutContacts: true }));
  if (enrollment === undefined || isOver(enrollment) || generationOf(enrollment) !== generation) return;
  const { journey } = enrollment;
  await alarms.raise({ alarm: 'enrollment-failed', account, journey, enrollment: id, error });
  const at = clock.now();
  const line = {
    at,
    account,
    journey,
    enrollment: id,
    key: '~.failed.',
    entry: { type: 'failed', error } as const,
  };
  try {
    await accounts.commit(account, [
      { kind: 'stillActive', enrollment: id },
      { kind: 'advance', enrollment: id, step: '(failed)', at, ended: 'failed' },
      { kind: 'line', line },
    ]);
  } catch (conflict) {
    // It ended in another way meanwhile.
    if (!(conflict instanceof CommitConflict)) throw conflict;
  }
};
