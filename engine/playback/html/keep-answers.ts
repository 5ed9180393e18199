import { urlOf } from '../../../console/url-of.ts';
import type { Project } from '../../build/build-project.ts';
import type { JourneyPicture } from '../../definition/journey-picture.ts';
import { RefusedRequest } from '../../kernel/refused-request.ts';
import type { World } from '../../local/world.ts';
import { type Month, monthOf, plusMonths } from '../../numbers/month.ts';
import type { AllPorts } from '../../ports/ports.ts';
import { readTask } from '../../tasks/use-cases/read-task.ts';
import { answerView } from '../../views/answer-view.ts';
import type { PlaySubjects, View, ViewParameters, ViewPorts } from '../../views/view.ts';
import { type Viewer, viewerRoles } from '../../views/viewer.ts';
import { viewAt, views } from '../../views/views.ts';

/** Answers of views, by the URL that the console's pages request. */
export type KeptAnswers = Readonly<Record<string, unknown>>;

/** The answers of every view at the end of a play, for a viewer with all roles. */
export const keepAnswers = async (
  { allAccounts, connect }: Pick<World, 'allAccounts' | 'connect'>,
  project: Project,
  pictures?: ReadonlyMap<string, JourneyPicture>,
): Promise<KeptAnswers> => {
  const ports = await remembering(connect({}, project), pictures);
  const team = await ports.build.team();
  const viewer: Viewer = { email: 'whoever reads this report', roles: viewerRoles, team };
  const kept: Record<string, unknown> = {};
  const accounts: string[] = [];
  for await (const { account, tasks } of allAccounts.records()) {
    accounts.push(account);
    for (const { id, owner } of tasks) {
      const who = { csm: { id: owner, email: '' }, team: [...team, { id: owner, email: '' }] };
      kept[urlOf('/v1/tasks/{id}', { id })] = { task: await readTask(who, id, ports) };
    }
  }
  const subjects: PlaySubjects = {
    accounts: accounts.sort(),
    journeys: project.journeys.map(({ definition }) => definition.id),
    templates: project.templates.map(({ id }) => id),
    months: lastMonths(monthOf(ports.clock.now())),
  };
  for (const view of Object.values<View>(views as unknown as Record<string, View>))
    for (const asked of view.kept?.(subjects) ?? (view.path.includes('{') ? [] : [{}]))
      await keepPages(view, asked, viewer, ports, kept);
  return kept;
};

/** Ports with caches: nothing changes anymore, so each account is read only once. */
const remembering = async (ports: AllPorts, pictures?: ReadonlyMap<string, JourneyPicture>): Promise<AllPorts> => {
  const rows = (await Array.fromAsync(ports.accountList.all())).flat();
  const byAccount = new Map(rows.map(row => [row.account, row]));
  return {
    ...ports,
    ...(pictures && { build: { ...ports.build, picture: async id => pictures.get(id) } }),
    accountList: {
      find: async account => byAccount.get(account),
      async *all() {
        yield rows;
      },
    },
  };
};

/** The twelve months before one, latest first. */
const lastMonths = (month: Month): Month[] => Array.from({ length: 12 }, (_, n) => plusMonths(month, -1 - n));

const keepPages = async (
  view: View,
  asked: ViewParameters,
  viewer: Viewer,
  ports: ViewPorts,
  kept: Record<string, unknown>,
): Promise<void> => {
  for (let next: ViewParameters | undefined = asked; next !== undefined; ) {
    const answer = await answerOrNothing(view, next, viewer, ports);
    if (answer === undefined) return;
    kept[urlOf(view.path, next)] = answer;
    for (const [path, behind] of view.leadsTo?.(answer) ?? []) {
      const other = viewAt(path);
      if (other && !(urlOf(path, behind) in kept)) await keepPages(other, behind, viewer, ports, kept);
    }
    next = view.next?.(next, answer);
  }
};

/** `undefined` if the view answers 404. */
const answerOrNothing = async (
  view: View,
  asked: ViewParameters,
  viewer: Viewer,
  ports: ViewPorts,
): Promise<unknown> => {
  const text = Object.entries(asked).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  try {
    return await answerView(view, Object.fromEntries(text), viewer, ports);
  } catch (error) {
    if (error instanceof RefusedRequest && error.status === 404) return undefined;
    throw error;
  }
};
