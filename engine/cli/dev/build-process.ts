import { openProject } from '../project.ts';
import { buildStore } from './build-store.ts';
import { problemsIn, type SourceProblem } from './problem.ts';

/** The message this process sends: the hash of the build, or the problems that prevented it. */
export type BuildMessage = { build: string } | { problems: SourceProblem[] };

const [journeys = '', builds = ''] = process.argv.slice(2);

/** Builds the current sources. In a process of its own, because Node loads a module only once. */
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
