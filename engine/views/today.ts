import * as z from 'zod';
import { taskOutcomes } from '../definition/task.ts';
import { type Csm, holdersOf, teamOf } from '../definition/team.ts';
import { capacityOf } from '../numbers/team-figures.ts';
import { unassigned } from '../tasks/assign.ts';
import { rankTasks, taskGroups } from '../tasks/rank-tasks.ts';
import { openTasksOf } from '../tasks/use-cases/open-tasks-of.ts';
import { notThere } from './answer-view.ts';
import { todayRow, todayRows } from './today-row.ts';
import { view } from './view.ts';
import { maySee, type Viewer } from './viewer.ts';

/** Number of rows per page. */
const pageSize = 50;

export const today = view({
  path: '/v1/today',
  summary: 'Your open tasks, in the order in which to take them up',
  roles: ['csm', 'lead'],
  query: z.object({
    /** `team`: tasks of all who report to you, with their load. */
    scope: z.enum(['mine', 'team'], 'must be mine or team').default('mine'),
    /** Id of the owner whose tasks to list; `nobody` lists unassigned tasks. */
    owner: z.string().optional(),
    only: z.enum(['missed'], 'must be missed').optional(),
    /** How many rows to leave out. */
    from: z.coerce.number('must be a number').int().min(0).default(0),
  }),
  answer: z.object({
    now: z.iso.datetime(),
    /** Zone of the viewer's working day. */
    timezone: z.string(),
    counts: z.record(z.enum(taskGroups), z.int()),
    /** Number of tasks with a missed service level. */
    breached: z.int(),
    rows: z.array(todayRow),
    /** `from` of the next page. */
    next: z.int().exactOptional(),
    /** Possible outcomes of a task. */
    outcomes: z.array(z.enum(taskOutcomes)),
    /** For `team`: open tasks against capacity by CSM, and unassigned tasks, if there are any. */
    load: z
      .array(
        z.object({
          csm: z.object({ id: z.string(), name: z.string() }),
          open: z.int(),
          breached: z.int(),
          capacity: z.int().exactOptional(),
        }),
      )
      .exactOptional(),
  }),
  kept: () => [{ scope: 'mine' }, { scope: 'team' }],
  leadsTo: ({ load = [] }) =>
    load.flatMap(({ csm, open, breached }) =>
      [...(open > 0 ? [{}] : []), ...(breached > 0 ? [{ only: 'missed' }] : [])].map(
        more => ['/v1/today', { scope: 'team', owner: csm.id, ...more }] as const,
      ),
    ),
  next: (asked, { next }) => (next === undefined ? undefined : { ...asked, from: next }),
  read: async ({ scope, owner, only, from }, viewer, ports) => {
    const { clock, build } = ports;
    const { team } = viewer;
    const own = ownersFor(scope, viewer);
    const now = clock.now();
    const { businessCalendar } = (await build.journeys())[0]?.policy ?? {};
    const timezone = viewer.csm?.calendar?.timezone ?? businessCalendar?.timezone ?? 'UTC';
    const listed = scope === 'team' ? [...own, unassigned] : own;
    const tasks = await openTasksOf(listed, holdersOf(own, team), ports);
    const asked = tasks.filter(
      task => (owner === undefined || task.owner === owner) && (only === undefined || task.breachedAt !== undefined),
    );
    const ranked = rankTasks(asked, now, timezone);
    const counts = { now: 0, next: 0, snoozed: 0 };
    for (const { group } of ranked) counts[group]++;
    const to = from + pageSize;
    const pools = await build.pools();
    return {
      now,
      timezone,
      counts,
      breached: tasks.filter(({ breachedAt }) => breachedAt !== undefined).length,
      rows: await todayRows(ranked.slice(from, to), now, team, ports),
      ...(to < ranked.length && { next: to }),
      outcomes: [...taskOutcomes],
      ...(scope === 'team' && {
        load: listed.flatMap(id => {
          const open = tasks.filter(task => task.owner === id);
          if (id === unassigned && open.length === 0) return [];
          return {
            csm: { id, name: nameOf(id, team) },
            open: open.length,
            breached: open.filter(({ breachedAt }) => breachedAt !== undefined).length,
            ...capacityOf(id, team, pools),
          };
        }),
      }),
    };
  },
});

/** An admin who is not on the team sees the tasks of all; a CSM without reports has no team to look at. */
const ownersFor = (scope: 'mine' | 'team', { csm, team, ...viewer }: Viewer): readonly string[] => {
  const everybody = team.map(({ id }) => id);
  if (csm === undefined) return maySee(viewer, ['admin', 'lead']) ? everybody : [];
  if (scope === 'mine') return [csm.id];
  if (!maySee(viewer, ['lead'])) throw notThere();
  return viewer.roles.includes('admin') ? everybody : teamOf(csm.id, team);
};

const nameOf = (id: string, team: readonly Csm[]): string =>
  id === unassigned ? 'Nobody' : (team.find(each => each.id === id)?.name ?? id);
