import * as z from 'zod';
import { type Task, type TaskList, type TaskPlace, taskLists } from '../../account/task.ts';
import { type Csm, holdersOf, type Team, teamOf } from '../../definition/team.ts';
import { idOrNothing, longestIds } from '../../kernel/read-id.ts';
import { RefusedRequest } from '../../kernel/refused-request.ts';
import type { AllPorts } from '../../ports/ports.ts';
import type { Tasks } from '../../ports/tasks.ts';
import { type TaskView, taskView } from '../task-view.ts';
import { commentsFor, type WithComments } from './comments-for.ts';
import { headlinesFor } from './headlines-for.ts';

export interface TaskQuery {
  status: readonly Task['status'][];
  limit: number;
  /** Adds to each task the headlines of its account. */
  headlines?: boolean;
  /** `next` of the previous page. */
  cursor?: string;
}

/** Where the list continues: after a task, or at the beginning of an owner's list. */
interface Position {
  owner: string;
  list: TaskList;
  after?: TaskPlace;
}

/** Page size for a lead's tasks, few of which are escalated ones. */
const readTogether = 100;
const mostPages = 10;

/**
 * Limit of queries per page. A page may be short, even empty, if few tasks have the requested status; `next` says
 * whether there are more.
 */
const mostQueries = 12;

/**
 * Open tasks of the CSM, then of the CSM's reports: first those to act on now, the most urgent first, then those of the
 * digest, then the resolved ones. Last come those that were escalated to the lead.
 * @throws RefusedRequest for a cursor of another list
 */
export const listTasks = async (
  csm: Csm,
  team: Team,
  { status, limit, cursor, headlines = false }: TaskQuery,
  ports: Pick<AllPorts, 'accounts' | 'answers' | 'build' | 'clock' | 'healthHistory' | 'tasks'>,
): Promise<{ tasks: (TaskView & WithComments & { headlines?: string[] })[]; next?: string }> => {
  const { tasks, build } = ports;
  const lists = taskLists.filter(list => (list === 'done' ? status.includes('resolved') : status.some(isOpen)));
  const own = teamOf(csm.id, team);
  const places = [...own, ...holdersOf(own, team)].flatMap(owner => lists.map((list): Position => ({ owner, list })));
  const found: Task[] = [];
  let position = cursor === undefined ? places[0] : positionIn(cursor, places);
  for (let queries = 0; position !== undefined && found.length < limit && queries < mostQueries; queries++) {
    const { owner, list } = position;
    const room = limit - found.length;
    const page = own.includes(owner)
      ? await pageOf(position, room, tasks)
      : await escalatedOf(position, own, room, tasks);
    found.push(...page.tasks.filter(task => status.includes(task.status)));
    const last = page.tasks.at(-1);
    position = page.isLast || !last ? nextOf(position, places) : { owner, list, after: placeOf(last) };
  }
  const playbooks = found.some(({ playbook }) => playbook) ? await build.playbooks() : [];
  const [words, told] = await Promise.all([commentsFor(found, ports), headlinesFor(headlines ? found : [], ports)]);
  return {
    tasks: found.map(task => ({ ...taskView(task, playbooks), ...words(task), ...told(task) })),
    ...(position && { next: encoded(position) }),
  };
};

const pageOf = ({ owner, list, after }: Position, limit: number, tasks: Tasks) =>
  tasks.ofOwner(owner, list, { limit, ...(after && { after }) });

/** Filters to the tasks that the CSM may see; neither the list nor its cursor reveals others. */
const escalatedOf = async (
  position: Position,
  own: readonly string[],
  limit: number,
  all: Tasks,
): Promise<{ tasks: Task[]; isLast: boolean }> => {
  const found: Task[] = [];
  let next = position;
  for (let count = 0; count < mostPages && found.length <= limit; count++) {
    const { tasks, isLast } = await pageOf(next, readTogether, all);
    found.push(...tasks.filter(({ formerOwner = '' }) => own.includes(formerOwner)));
    const last = tasks.at(-1);
    if (isLast || !last) break;
    next = { ...next, after: placeOf(last) };
  }
  return { tasks: found.slice(0, limit), isLast: found.length <= limit };
};

const isOpen = (status: Task['status']): boolean => status !== 'resolved';

const nextOf = ({ owner, list }: Position, places: readonly Position[]): Position | undefined =>
  places[places.findIndex(each => each.owner === owner && each.list === list) + 1];

const placeOf = ({ owner, status, dueAt, account, id, inDigest, outcome }: Task): TaskPlace => ({
  owner,
  status,
  dueAt,
  account,
  id,
  ...(inDigest && { inDigest }),
  ...(outcome && { outcome }),
});

const encoded = (position: Position): string => Buffer.from(JSON.stringify(position)).toString('base64url');

/** A cursor is only a position within the tasks that the CSM may see. */
const positionIn = (cursor: string, places: readonly Position[]): Position => {
  const { data } = position.safeParse(parsed(cursor));
  const isSeen = data && places.some(({ owner, list }) => owner === data.owner && list === data.list);
  if (isSeen && (data.after === undefined || data.after.owner === data.owner)) return data as Position;
  throw new RefusedRequest('invalid_request', 'cursor: belongs to another list. Leave it out', { field: 'cursor' });
};

const parsed = (cursor: string): unknown => {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
};

/** Can the text be part of a key? Cursors with other values are rejected. */
const isKey = (text: string): boolean => idOrNothing(text, longestIds.task) !== undefined;
const moment = z.iso.datetime().max(30);

const position = z.strictObject({
  owner: z.string(),
  list: z.enum(taskLists),
  after: z
    .strictObject({
      owner: z.string(),
      status: z.enum(['open', 'acknowledged', 'snoozed', 'resolved']),
      dueAt: moment,
      account: z.string().min(1).refine(isKey),
      id: z.string().min(1).refine(isKey),
      inDigest: z.literal(true).exactOptional(),
      outcome: z.looseObject({ at: moment }).exactOptional(),
    })
    .exactOptional(),
});
