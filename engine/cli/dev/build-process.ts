import { openProject } from '../project.ts';
import { buildStore } from './build-store.ts';
import { problemsIn, type SourceProblem } from './problem.ts';

/** What this process tells: the hash of the build, or why there is none. */
export type BuildMessage = { build: string } | { problems: SourceProblem[] };

/** Builds the sources as they are now: a process reads a module of them once only. */
const [journeys = '', builds = ''] = process.argv.slice(2);

const said = async (): Promise<BuildMessage> => {
  try {
    const project = await openProject({ journeys });
    const problems = problemsIn(project);
    return problems.length > 0 ? { problems } : { build: await buildStore(builds).write(project) };
  } catch (error) {
    const { message, fix, file } = error as Error & { fix?: string; file?: string };
    return { problems: [{ file, what: message, fix: fix ?? 'mend it, and save it' }] };
  }
};

process.send?.(await said());
