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

/** The one that is asked for; all of them for the help, and to say what else may be meant. */
const verbsFor = async (args: readonly string[]) => {
  const load = ownMember(verbs, args.find(each => !each.startsWith('-')) ?? '');
  return load ? [await load()] : Promise.all(Object.values(verbs).map(each => each()));
};

/** One line what, one line how to fix. */
const tell = (error: unknown, debug: boolean): number => {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const { message, fix, exitCode = 1, stack, cause } = error as Error & { fix?: string; exitCode?: number };
  console.error(message);
  console.error(fix ?? fileFix(error) ?? faultOfOurs);
  if (debug) console.error(stack, ...(cause === undefined ? [] : [cause]));
  return exitCode;
};

const faultOfOurs = 'This is a fault of Daymark, not yours: run it again with --debug and report what it prints.';

/** File system errors: a missing file or folder that an option names, or a full disk. */
const fileFix = (error: unknown): string | undefined => {
  const { code = '', syscall, path } = error as NodeJS.ErrnoException;
  if (isFull.has(code)) return 'free some room there, or have it written elsewhere: see the options of the verb';
  return syscall !== undefined && path !== undefined
    ? `see whether ${path} is what you meant, and yours to use`
    : undefined;
};

const isFull: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
