import { Command, CommanderError } from 'commander';
import { answers } from './answers.ts';
import { backtest } from './backtest.ts';
import { campaign } from './campaign.ts';
import { check } from './check.ts';
import { compile } from './compile.ts';
import { contact } from './contact.ts';
import { cost } from './cost.ts';
import { dev } from './dev.ts';
import { diff } from './diff.ts';
import { drain } from './drain.ts';
import { enrollSegment } from './enroll-segment.ts';
import { explain } from './explain.ts';
import { exportVerb } from './export.ts';
import { forecast } from './forecast.ts';
import { graph } from './graph.ts';
import { health } from './health.ts';
import { importCustomers } from './import-customers.ts';
import { listRecipients } from './list-recipients.ts';
import { mcp } from './mcp.ts';
import { migrate } from './migrate.ts';
import { newProject } from './new.ts';
import { pause } from './pause.ts';
import { preview } from './preview.ts';
import { promote } from './promote.ts';
import { recount } from './recount.ts';
import { reportBusiness } from './report-business.ts';
import { resume } from './resume.ts';
import { rollback } from './rollback.ts';
import { run } from './run.ts';
import { sample } from './sample.ts';
import { segments } from './segments.ts';
import { sendTestVerb } from './send-test.ts';
import { simulate } from './simulate.ts';
import { guardStandardStreams } from './standard-streams.ts';
import { stop } from './stop.ts';
import { unmatched } from './unmatched.ts';
import { versions } from './versions.ts';
import { why } from './why.ts';

/** Runs one verb and sets the exit code. */
export const main = async (args: readonly string[]): Promise<void> => {
  guardStandardStreams();
  const program = new Command('daymark')
    .description('Customer journeys as code, in your own AWS account')
    .option('--debug', 'show the stack of an error')
    .showHelpAfterError('Run `npx daymark --help` for the verbs and their options.')
    .exitOverride();
  for (const verb of [
    run,
    simulate,
    sample,
    check,
    diff,
    compile,
    explain,
    graph,
    answers,
    health,
    reportBusiness,
    recount,
    segments,
    backtest,
    why,
    listRecipients,
    sendTestVerb,
    forecast,
    preview,
    dev,
    importCustomers,
    unmatched,
    pause,
    resume,
    drain,
    stop,
    campaign,
    enrollSegment,
    versions,
    promote,
    rollback,
    migrate,
    contact,
    exportVerb,
    cost,
    mcp,
    newProject,
  ])
    verb(program);
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    process.exitCode = tell(error, args.includes('--debug'));
  }
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
