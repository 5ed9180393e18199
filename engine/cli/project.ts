import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { buildProject, type Project } from '../build/build-project.ts';
import { narrowProject } from '../build/narrow-project.ts';
import { root } from '../build/root.ts';
import { counted } from '../kernel/counted.ts';
import { nameOneOf } from '../kernel/did-you-mean.ts';
import { describeProblem } from '../templates/template-problem.ts';
import { UserError } from './user-error.ts';

export interface ProjectOptions {
  journeys: string;
  journey?: string[];
}

/** The folder `templates` beside the journeys, else Daymark's own. */
export const templatesOf = (journeys: string): string => {
  const beside = join(dirname(resolve(journeys)), 'templates');
  return existsSync(beside) ? beside : join(root, 'templates');
};

/** The project as far as it can be built; its problems are part of it. */
export const openProject = ({ journeys }: Pick<ProjectOptions, 'journeys'>, proves = false): Promise<Project> =>
  buildProject({ journeys, templates: templatesOf(journeys), proves });

/**
 * Builds the project, or only the journeys asked for, ignoring errors in the others.
 * @throws UserError if these have errors, or if a journey isn't found
 */
export const openSoundProject = async ({ journeys, journey: wanted }: ProjectOptions): Promise<Project> => {
  const all = await openProject({ journeys });
  const project = wanted ? narrowProject(all, new Set(wanted.map(id => journeyOf(all, id).definition.id))) : all;
  const [first] = errorsOf(project);
  if (first) throw new UserError(first.text, 'fix it, then run `npx daymark check` for any other problems');
  const elsewhere = errorsOf(all).length;
  if (elsewhere > 0) console.error(`Other journeys have ${counted(elsewhere, 'error')}: see \`npx daymark check\`.`);
  return project;
};

const errorsOf = (project: Project) => problemsOf(project).filter(({ severity }) => severity === 'error');

/** One journey by id. @throws UserError listing the known ids */
export const journeyOf = (project: Project, id: string) => {
  const found = project.journeys.find(({ definition }) => definition.id === id);
  if (found) return found;
  const broken = project.faults.find(({ file }) => basename(file, '.ts') === id);
  if (broken) throw new UserError(broken.message, broken.fix);
  const known = project.journeys.map(({ definition }) => definition.id);
  throw new UserError(
    `no journey is called "${id}"`,
    known.length > 0 ? nameOneOf(id, known) : 'run `npx daymark check` to see why there are no journeys',
    2,
  );
};

/** All problems of a project, as lines for a terminal: where, what, how to fix. */
export const problemsOf = (project: Project): { severity: 'error' | 'warning'; text: string }[] => [
  ...project.faults.map(({ message, fix }) => ({ severity: 'error' as const, text: `${message}: ${fix}` })),
  ...project.problems.map(problem => ({ severity: 'error' as const, text: describeProblem(problem) })),
  ...project.playbookProblems.map(problem => ({ severity: 'error' as const, text: describeProblem(problem) })),
  ...project.diagnostics.map(({ severity, code, file, message }) => ({
    severity,
    text: `${code}${file ? ` in ${file}` : ''}: ${message}`,
  })),
];
