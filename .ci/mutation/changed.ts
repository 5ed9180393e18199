import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { transformSync } from 'esbuild';

/** How far back a change may lie when there is no branch to compare, on main itself: what lands together is written in a day. */
const hours = 12;

/**
 * Files that this branch added or changed since it left main, committed or not; on main, since half a day before the last commit. A file of which
 * only the place, the imports or the comments changed has not changed. Empty in a clone without that much history.
 */
export const changedFiles = (): string[] => {
  const base = forkOfMain() ?? before(hours);
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
  codeOf(file, git('show', `${base}:${before}`) ?? '') !== codeOf(file, readFileSync(file, 'utf8'));

/** Without imports; of TypeScript without comments and types, too, which no mutant changes. */
const codeOf = (file: string, text: string): string => {
  const own = text.replace(/^(import|export)\b[^;]*? from '[^']+';\n/gm, '').trim();
  return /\.tsx?$/.test(file)
    ? transformSync(own, { loader: file.endsWith('x') ? 'tsx' : 'ts', jsx: 'preserve' }).code
    : own;
};

const forkOfMain = (): string | undefined => {
  const fork = (git('merge-base', 'HEAD', 'origin/main') ?? git('merge-base', 'HEAD', 'main'))?.trim();
  return fork === git('rev-parse', 'HEAD')?.trim() ? undefined : fork;
};

/** The last commit that is so many hours older than the last one; none in a clone without that much history. */
const before = (hours: number): string | undefined => {
  const written = Number(git('show', '--no-patch', '--format=%ct', 'HEAD'));
  const base = git('rev-list', '--max-count=1', `--before=${written - hours * 3_600}`, 'HEAD')?.trim();
  return base === '' ? undefined : base;
};

const lines = (text = ''): string[] => text.split('\n').filter(Boolean);

const git = (...args: string[]): string | undefined => {
  try {
    return execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return undefined;
  }
};
