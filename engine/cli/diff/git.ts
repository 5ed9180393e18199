import { execFile } from 'node:child_process';
import { UserError } from '../user-error.ts';

/** Runs git in a folder and returns its output. @throws Error with git's error output */
export const git = (
  folder: string,
  args: readonly string[],
  options: { index?: string; input?: string } = {},
): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = execFile(
      'git',
      ['-C', folder, ...args],
      { maxBuffer: 1 << 28, env: { ...process.env, ...(options.index && { GIT_INDEX_FILE: options.index }) } },
      (error, stdout, stderr) =>
        error ? reject(noGit(error) ?? new Error(stderr.trim() || error.message)) : resolve(stdout),
    );
    // Git may exit without reading its input; its error output says why.
    child.stdin?.on('error', () => undefined).end(options.input ?? '');
  });

const noGit = (error: Error): UserError | undefined =>
  (error as NodeJS.ErrnoException).code === 'ENOENT'
    ? new UserError('git is not installed', 'install it, or compare with a folder: --base <folder>')
    : undefined;
