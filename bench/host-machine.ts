import { execFileSync } from 'node:child_process';
import { availableParallelism, cpus } from 'node:os';

/** The properties of a machine and checkout that figures depend on. */
export interface HostMachine {
  /** Abbreviated, with `+` if files differ from it; `unknown` outside a clone. */
  commit: string;
  node: string;
  processor: string;
  cores: number;
}

export const machine = (): HostMachine => ({
  commit: commitIn(import.meta.dirname),
  node: process.version,
  processor: cpus()[0]?.model.trim() ?? 'unknown',
  cores: availableParallelism(),
});

export const commitIn = (folder: string): HostMachine['commit'] => {
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    const isChanged = git('status', '--porcelain', '--untracked-files=no') !== '';
    return git('rev-parse', '--short', 'HEAD') + (isChanged ? '+' : '');
  } catch {
    return 'unknown';
  }
};
