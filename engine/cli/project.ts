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
export const openProject = ({ journeys, journey }: ProjectOptions): Promise<Project> =>
  buildProject({ journeys, templates: templatesOf(journeys), ...(journey && { only: journey }) });

/** @throws UserError when anything is wrong with the project or no journey is left. */
export const openSoundProject = async (options: ProjectOptions): Promise<Project> => {
  const project = await openProject(options);
  const [first] = problemsOf(project).filter(({ severity }) => severity === 'error');
  if (first)
    throw new UserError(`${first.text}`, 'mend it, then see `npx daymark check` for everything else that it finds');
  if (project.journeys.length === 0)
    throw new UserError(
      `no journey is called ${options.journey?.map(id => `"${id}"`).join(' or ')}`,
      `there are: ${(await openProject({ journeys: options.journeys })).journeys.map(({ definition }) => definition.id).join(', ')}`,
    );
  return project;
};

/** One journey by id. @throws UserError naming those that there are. */
export const journeyOf = (project: Project, id: string) => {
  const found = project.journeys.find(({ definition }) => definition.id === id);
  if (found) return found;
  throw new UserError(
    `no journey is called "${id}"`,
    `name one of: ${project.journeys.map(({ definition }) => definition.id).join(', ')}`,
  );
};

/** Diagnostics and template problems as lines for a terminal. */
export const problemsOf = (project: Project): { severity: 'error' | 'warning'; text: string }[] => [
  ...project.problems.map(problem => ({ severity: 'error' as const, text: describeProblem(problem) })),
  ...project.diagnostics.map(({ severity, code, file, message }) => ({
    severity,
    text: `${code}${file ? ` in ${file}` : ''}: ${message}`,
  })),
];
