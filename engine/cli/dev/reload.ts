import { type ChildProcess, fork } from 'node:child_process';
import { type FSWatcher, watch } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Changes } from '../../local/dev/changes.ts';
import type { BuildMessage } from './build-process.ts';
import type { BuildStore } from './build-store.ts';
import { problemLine, type SourceProblem } from './problem.ts';
import { type DevCloud, deployBuild } from './start-cloud.ts';

/** Milliseconds without a change before building: editors save several files at a time. */
const settled = 300;

export interface Reloading {
  /** Folders of sources. */
  folders: readonly string[];
  journeys: string;
  /** Folder of the builds. */
  builds: string;
  store: BuildStore;
  cloud(): DevCloud;
  changes: Changes;
  say(line: string): void;
}

/**
 * Builds and deploys the sources when they change; enrollments in flight keep their build. If the sources have an
 * error, the previous build stays until they are fixed.
 */
export const reloadOnChange = ({ folders, journeys, builds, store, cloud, changes, say }: Reloading) => {
  let problems: readonly SourceProblem[] = [];
  let timer: NodeJS.Timeout | undefined;
  let building: ChildProcess | undefined;

  const reload = async () => {
    building?.kill();
    const child = fork(fileURLToPath(new URL('./build-process.ts', import.meta.url)), [journeys, builds]);
    building = child;
    const result = await new Promise<BuildMessage | undefined>(resolve => {
      child.once('message', message => resolve(message as BuildMessage));
      child.once('exit', () => resolve(undefined));
    });
    if (result === undefined || building !== child) return;
    if ('problems' in result) {
      problems = result.problems;
      for (const problem of problems) say(problemLine(problem));
      say('The previous build is still running.');
      return changes.tell('problems');
    }
    problems = [];
    const { build } = result;
    if (cloud().builds.at(-1) !== build) {
      await deployBuild(cloud(), store.folderOf(build));
      cloud().builds.push(build);
      say(`Deployed build ${build}. Enrollments in flight keep theirs.`);
    }
    changes.tell('reload');
  };

  const watchers: FSWatcher[] = folders.map(folder =>
    watch(folder, { recursive: true }, () => {
      clearTimeout(timer);
      timer = setTimeout(() => void reload().catch((error: unknown) => say(String(error))), settled);
    }),
  );
  return {
    problems: () => problems,
    stop: () => {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
      building?.kill();
    },
  };
};
