import { execFileSync } from 'node:child_process';

/** How far back a change may lie when there is no branch to compare: on main itself. */
const commits = 20;

/**
 * Files that this branch added or changed since it left main, committed or not; on main, the last commits did.
 * A file that only moved has not changed. Empty in a clone without that much history.
 */
export const changedFiles = (): string[] => {
  const base = forkOfMain() ?? git('rev-parse', '--verify', '--quiet', `HEAD~${commits}`);
  if (base === undefined) return [];
  const tracked = git('diff', '--name-only', '--find-renames=90%', '--diff-filter=AM', base) ?? '';
  const untracked = git('ls-files', '--others', '--exclude-standard') ?? '';
  return `${tracked}\n${untracked}`.split('\n').filter(Boolean);
};

const forkOfMain = (): string | undefined => {
  const fork = git('merge-base', 'HEAD', 'origin/main') ?? git('merge-base', 'HEAD', 'main');
  return fork === git('rev-parse', 'HEAD') ? undefined : fork;
};

const git = (...args: string[]): string | undefined => {
  try {
    return execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return undefined;
  }
};
