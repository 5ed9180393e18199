import type { Profile } from '../account/account.ts';
import type { Task } from '../account/task.ts';
import type { Policy } from '../definition/policy.ts';
import { calendarOf, type Team } from '../definition/team.ts';
import type { Instant } from '../kernel/instant.ts';
import { candidates } from './assign.ts';
import { acknowledgeBy } from './service-level.ts';
import { type ChangedTask, changed } from './task-changes.ts';

/**
 * Reassigns the task to the account's current owner or stand-in, as a new assignment with the same due time. A breached
 * task stays with the lead; one reassigned by hand, or given to a pool or the lead by its step, stays where it is.
 */
export const followOwner = (
  task: Task,
  profile: Profile | undefined,
  policy: Pick<Policy, 'businessCalendar' | 'taskPool'>,
  team: Team,
  now: Instant,
): ChangedTask | undefined => {
  const { owners, assignedBy } = candidates(profile, policy, team, now);
  const [owner] = owners;
  if (owner === undefined || assignedBy === 'pool' || owner === task.owner || stays(task)) {
    return undefined;
  }
  const calendar = calendarOf(owner, team, policy.businessCalendar);
  return changed(task, 'reassigned', {
    owner,
    assignedBy,
    status: task.status === 'snoozed' ? 'snoozed' : 'open',
    acknowledgeBy: acknowledgeBy({ severity: task.severity, inDigest: task.inDigest === true }, now, calendar),
  });
};

const stays = ({ assignedBy, to }: Task): boolean => assignedBy === 'lead' || assignedBy === 'hand' || to !== undefined;
