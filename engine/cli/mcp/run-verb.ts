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

/** Runs one verb of the command line. @param args the verb first */
export type RunVerb = (args: readonly string[]) => Promise<VerbOutput>;

/**
 * Runs each verb in a new process, so that it loads the current journeys.
 * @param program path of the command line's entry file
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

/** The parsed output of a verb with `--json`. @throws UserError with the verb's error if the output isn't JSON */
export const verbJson = async (run: RunVerb, args: readonly string[]): Promise<unknown> => {
  const output = await run(args);
  try {
    return JSON.parse(output.stdout);
  } catch {
    throw verbError(output);
  }
};

/** The error of a verb: its first line is the message, its last the fix. */
export const verbError = ({ stderr, code }: VerbOutput): UserError => {
  const lines = stderr.split('\n').filter(Boolean);
  const [fix = 'run it in a terminal to see more'] = lines.slice(1).reverse();
  return new UserError(lines[0] ?? `the verb ended with ${code}`, fix);
};

/** An option as one argument, because its value may begin with a dash; no argument without a value. */
export const option = (name: string, value: string | undefined): string[] =>
  value === undefined ? [] : [`--${name}=${value}`];
