import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** How far back a change may lie when there is no branch to compare: on main itself. */
const commits = 20;

/**
 * Files that this branch added or changed since it left main, committed or not; on main, the last commits did. A file of which
 * only the place or the imports changed has not changed. Empty in a clone without that much history.
 */
export const changedFiles = (): string[] => {
  const base = forkOfMain() ?? git('rev-parse', '--verify', '--quiet', `HEAD~${commits}`)?.trim();
  if (base === undefined) return [];
  const tracked = lines(git('diff', '--name-status', '--find-renames', '--diff-filter=AMR', base)).map(line => {
    const [status = '', ...paths] = line.split('\t');
    return { before: status.startsWith('A') ? undefined : paths[0], file: paths.at(-1) ?? '' };
  });
  const untracked = lines(git('ls-files', '--others', '--exclude-standard'));
  return [...tracked.filter(({ before, file }) => isChanged(before, file, base)).map(({ file }) => file), ...untracked];
};

const isChanged = (before: string | undefined, file: string, base: string): boolean =>
  before === undefined ||
  withoutImports(git('show', `${base}:${before}`) ?? '') !== withoutImports(readFileSync(file, 'utf8'));

const withoutImports = (text: string): string => text.replace(/^(import|export)\b[^;]*? from '[^']+';\n/gm, '').trim();

const forkOfMain = (): string | undefined => {
  const fork = (git('merge-base', 'HEAD', 'origin/main') ?? git('merge-base', 'HEAD', 'main'))?.trim();
  return fork === git('rev-parse', 'HEAD')?.trim() ? undefined : fork;
};

const lines = (text = ''): string[] => text.split('\n').filter(Boolean);

const git = (...args: string[]): string | undefined => {
  try {
    return execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return undefined;
  }
};
