import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { UserError } from '../user-error.ts';

/** The output of a verb, and its exit code. */
export interface VerbOutput {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs one verb of this command line. @param args with the verb first */
export type RunVerb = (args: readonly string[]) => Promise<VerbOutput>;

/**
 * Runs each verb in a process of its own, so that it reads journeys as they are now.
 * @param program the file of the command line
 */
export const verbRunner =
  (program: string): RunVerb =>
  async args => {
    const child = spawn(process.execPath, [...process.execArgv, program, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1' },
    });
    const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
    return { code, stdout, stderr };
  };

/** The output of a verb with `--json`, parsed. @throws UserError with its other output */
export const verbJson = async (run: RunVerb, args: readonly string[]): Promise<unknown> => {
  const said = await run(args);
  try {
    return JSON.parse(said.stdout);
  } catch {
    throw verbError(said);
  }
};

/** The error of a verb: its first line says what, its last how to fix it. */
export const verbError = ({ stderr, code }: VerbOutput): UserError => {
  const lines = stderr.split('\n').filter(Boolean);
  const [fix = 'run it at a terminal to see more'] = lines.slice(1).reverse();
  return new UserError(lines[0] ?? `the verb ended with ${code}`, fix);
};

/** An option with a value that may begin with a dash; nothing where there is no value. */
export const option = (name: string, value: string | undefined): string[] =>
  value === undefined ? [] : [`--${name}=${value}`];
