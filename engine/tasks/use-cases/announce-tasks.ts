import { type Change, tasksIn } from '../../account/change.ts';
import type { Ports } from '../../ports/ports.ts';
import { unassigned } from '../assign.ts';

/**
 * Enqueues the notices of a commit before it is written, so that no crash loses one; the consumer checks that the
 * revision was committed. Alerts operators to a new or breached task without an owner.
 */
export const announceTasks = async (
  changes: readonly Change[],
  { notices, alarms, clock }: Pick<Ports, 'notices' | 'alarms' | 'clock'>,
): Promise<void> => {
  const at = clock.now();
  for (const { account, id, revision, change: what, owner } of tasksIn(changes)) {
    if (what === undefined) continue;
    if (owner === unassigned && (what === 'opened' || what === 'breached'))
      await alarms.raise({ alarm: 'task-without-owner', account, task: id });
    await notices?.announce({ account, task: id, revision, change: what, at });
  }
};
