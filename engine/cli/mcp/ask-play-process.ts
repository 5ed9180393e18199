import { RefusedRequest } from '../../kernel/refused-request.ts';
import { answerView } from '../../views/answer-view.ts';
import { type Viewer, viewerRoles, viewerWith } from '../../views/viewer.ts';
import { viewAt } from '../../views/views.ts';
import { playKept } from '../play-kept.ts';
import { UserError } from '../user-error.ts';

/** The process's only argument, as JSON. */
export interface AskedOfPlay {
  /** Folder of the play. */
  folder: string;
  /** Path of the view. */
  view: '/v1/accounts/{id}' | '/v1/today';
  parameters: Readonly<Record<string, string>>;
  /** Id of a CSM; by default the request is made as an admin. */
  csm?: string | undefined;
}

/** Plays the folder's events again in memory, and returns a view of the console at the end. */
const answer = async ({ folder, view, parameters, csm }: AskedOfPlay): Promise<unknown> => {
  const { world, project } = await playKept(folder);
  const ports = world.connect({}, project);
  const team = await ports.build.team();
  const everybody: Viewer = { email: 'assistant', roles: viewerRoles, team };
  const member = team.find(({ id }) => id === csm);
  if (csm !== undefined && !member)
    throw new UserError(`${csm} isn't in the team`, `use one of ${team.map(({ id }) => id).join(', ')}`);
  const viewer = member ? viewerWith(member.email.toLowerCase(), [], team) : everybody;
  return answerView(viewAt(view), parameters, viewer ?? everybody, ports);
};

try {
  process.stdout.write(JSON.stringify(await answer(JSON.parse(process.argv[2] ?? '{}'))));
} catch (error) {
  const isTold = error instanceof UserError || error instanceof RefusedRequest;
  if (!isTold) throw error;
  const fix = error instanceof UserError ? error.fix : 'use the tools tasks and list_journeys to see what exists';
  process.stderr.write(`${error.message}\n${fix}\n`);
  process.exitCode = 2;
}
