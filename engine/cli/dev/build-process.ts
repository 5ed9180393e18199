import { openProject } from '../project.ts';
import { buildStore } from './build-store.ts';
import { problemsIn, type SourceProblem } from './problem.ts';

/** The message this process sends: the hash of the build, or why there is none. */
export type BuildMessage = { build: string } | { problems: SourceProblem[] };

/** Builds the sources as they are now, in a process of its own, because Node loads a module once. */
const [journeys = '', builds = ''] = process.argv.slice(2);

const build = async (): Promise<BuildMessage> => {
  try {
    const project = await openProject({ journeys });
    const problems = problemsIn(project);
    return problems.length > 0 ? { problems } : { build: await buildStore(builds).write(project) };
  } catch (error) {
    const { message, fix, file } = error as Error & { fix?: string; file?: string };
    return { problems: [{ file, what: message, fix: fix ?? 'fix it and save' }] };
  }
};

process.send?.(await build());
