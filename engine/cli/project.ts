import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildProject, type Project } from '../build/build-project.ts';
import { describeProblem } from '../templates/template-problem.ts';
import { UserError } from './user-error.ts';

export interface ProjectOptions {
  journeys: string;
  journey?: string[];
}

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Templates lie beside the journeys; journeys kept elsewhere use the project's own. */
export const templatesOf = (journeys: string): string => {
  const beside = join(dirname(resolve(journeys)), 'templates');
  return existsSync(beside) ? beside : join(root, 'templates');
};

/** The project as far as it can be built; `check` tells what is wrong with it. */
export const openProject = ({ journeys }: Pick<ProjectOptions, 'journeys'>): Promise<Project> =>
  buildProject({ journeys, templates: templatesOf(journeys) });

/** @throws UserError when anything is wrong with the project, or when it has no journey of a name that is asked for. */
export const openSoundProject = async ({ journeys, journey: wanted }: ProjectOptions): Promise<Project> => {
  const project = await openProject({ journeys });
  const [first] = problemsOf(project).filter(({ severity }) => severity === 'error');
  if (first) throw new UserError(first.text, 'mend it, then see `npx daymark check` for everything else that it finds');
  const chosen = wanted?.map(id => journeyOf(project, id).definition.id);
  return chosen
    ? { ...project, journeys: project.journeys.filter(each => chosen.includes(each.definition.id)) }
    : project;
};

/** One journey by id. @throws UserError naming those that there are. */
export const journeyOf = (project: Project, id: string) => {
  const found = project.journeys.find(({ definition }) => definition.id === id);
  if (found) return found;
  throw new UserError(
    `no journey is called "${id}"`,
    project.journeys.length > 0
      ? `name one of: ${project.journeys.map(({ definition }) => definition.id).join(', ')}`
      : 'see `npx daymark check` for why there is none',
  );
};

/** Everything that is wrong with a project, as lines for a terminal: where, what, how to fix. */
export const problemsOf = (project: Project): { severity: 'error' | 'warning'; text: string }[] => [
  ...project.faults.map(({ message, fix }) => ({ severity: 'error' as const, text: `${message}: ${fix}` })),
  ...project.problems.map(problem => ({ severity: 'error' as const, text: describeProblem(problem) })),
  ...project.diagnostics.map(({ severity, code, file, message }) => ({
    severity,
    text: `${code}${file ? ` in ${file}` : ''}: ${message}`,
  })),
];
