import type { Change } from '../../account/change.ts';
import type { Ports } from '../../ports/ports.ts';
import { nobody } from '../assign.ts';

/** Alerts operators to a task without an owner, when it is new or late. At least once: before the write. */
export const raiseUnowned = async (changes: readonly Change[], { alarms }: Pick<Ports, 'alarms'>): Promise<void> => {
  for (const change of changes) {
    if (change.kind !== 'task' || change.task.owner !== nobody) continue;
    if (change.task.change !== 'opened' && change.task.change !== 'breached') continue;
    await alarms.raise({ alarm: 'task-without-owner', account: change.task.account, task: change.task.id });
  }
};
