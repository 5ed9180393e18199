import { Command, CommanderError } from 'commander';
import { ownMember } from '../kernel/own-member.ts';
import { reportUsageErrors } from './report-usage-errors.ts';
import { guardStandardStreams } from './standard-streams.ts';
import { verbs } from './verbs.ts';

/** Runs one verb and sets the exit code. */
export const main = async (args: readonly string[]): Promise<void> => {
  guardStandardStreams();
  const program = new Command('daymark')
    .description('Customer journeys as code, in your own AWS account')
    .option('--debug', 'show the stack of an error')
    .exitOverride();
  try {
    for (const add of await verbsFor(args)) add(program);
    reportUsageErrors(program);
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    process.exitCode = tell(error, args.includes('--debug'));
  }
};

/** Loads only the named verb; loads all of them for the help and for "did you mean". */
const verbsFor = async (args: readonly string[]) => {
  const load = ownMember(verbs, args.find(each => !each.startsWith('-')) ?? '');
  return load ? [await load()] : Promise.all(Object.values(verbs).map(each => each()));
};

/** Prints one line with the error and one with the fix. Returns the exit code. */
const tell = (error: unknown, debug: boolean): number => {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const { message, fix, exitCode = 1, stack, cause } = error as Error & { fix?: string; exitCode?: number };
  console.error(message);
  console.error(fix ?? fileFix(error) ?? faultOfOurs);
  if (debug) console.error(stack, ...(cause === undefined ? [] : [cause]));
  return exitCode;
};

const faultOfOurs = 'This is a bug in Daymark: run it again with --debug and report the output.';

/** The fix for file system errors: a full disk, or a path that is missing or not permitted. */
const fileFix = (error: unknown): string | undefined => {
  const { code = '', syscall, path } = error as NodeJS.ErrnoException;
  if (isFull.has(code)) return 'free some space, or write elsewhere: see the options of the verb';
  return syscall !== undefined && path !== undefined
    ? `check that ${path} exists and that you may access it`
    : undefined;
};

const isFull: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
