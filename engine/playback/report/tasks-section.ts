import type { TimelineLine } from '../../domain/timeline.ts';
import { table } from './table.ts';
import { ofType, tally } from './tallies.ts';

/** Tasks for CSMs by reason: how many opened, how they ended, and who got them. */
export const tasksSection = (lines: readonly TimelineLine[]): string => {
  const tasks = ofType(lines, 'task');
  const rows = tally(tasks.filter(line => line.entry.action === 'opened').map(line => line.entry.reason)).map(
    ([reason, opened]) => {
      const own = tasks.filter(line => line.entry.reason === reason);
      const count = (action: string) => String(own.filter(line => line.entry.action === action).length);
      const owners = tally(own.filter(line => line.entry.action === 'opened').map(line => line.entry.owner));
      return [
        reason,
        String(opened),
        count('acknowledged'),
        count('resolved'),
        count('breached'),
        owners.map(([owner, each]) => `${owner} ${each}`).join(', '),
      ];
    },
  );
  return rows.length === 0
    ? '  None.\n'
    : table([['Task', 'opened', 'taken up', 'resolved', 'breached', 'owners'], ...rows]);
};
