import * as z from 'zod';
import type { Task } from '../account/task.ts';
import { csmOf, type Team } from '../definition/team.ts';
import type { Instant, TimeZone } from '../kernel/instant.ts';
import { rankTasks } from '../tasks/rank-tasks.ts';
import { describeEvidence, reasonText } from '../tasks/task-summary.ts';
import { sentence } from './sentence.ts';

export const accountTask = z.object({
  id: z.string(),
  title: z.string(),
  why: z.string(),
  severity: z.int().min(1).max(3),
  status: z.enum(['open', 'acknowledged', 'snoozed', 'resolved']),
  owner: z.object({ id: z.string(), name: z.string() }),
  /** When its clock runs out. */
  deadline: z.iso.datetime(),
  breached: z.boolean(),
  play: z.string(),
});

/** The open tasks, in order of priority. */
export const accountTasks = (
  tasks: readonly Task[],
  now: Instant,
  timezone: TimeZone,
  team: Team,
): z.input<typeof accountTask>[] =>
  rankTasks(tasks, now, timezone).map(({ task, deadline }) => ({
    id: task.id,
    title: sentence(reasonText(task)),
    why: describeEvidence(task),
    severity: task.severity,
    status: task.status,
    owner: { id: task.owner, name: csmOf(task.owner, team)?.name ?? task.owner },
    deadline,
    breached: task.breachedAt !== undefined,
    play: sentence(task.play),
  }));
