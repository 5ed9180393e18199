import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { importKinds } from '../import/import-kind.ts';
import { rowKinds } from '../import/row-kinds.ts';
import { counted } from '../kernel/counted.ts';
import { writeKey as localKey } from '../local/local-secrets.ts';
import { progress } from '../playback/progress.ts';
import { describeImport, importData } from './import/describe-import.ts';
import { isAnew } from './import/is-anew.ts';
import { importJourneys } from './import/journeys.ts';
import { type ImportLedger, openLedger } from './import/ledger.ts';
import { type ReadImport, type ReadingChoices, readImport } from './import/read-import.ts';
import { sendPlan } from './import/send-plan.ts';
import { doorTarget, fileTarget, type ImportTarget } from './import/target.ts';
import { whoEnrolls } from './import/who-enrolls.ts';
import { playingDefaults, until, wholeNumber } from './playing-options.ts';
import { openSoundProject } from './project.ts';
import { UserError } from './user-error.ts';

interface Options extends ReadingChoices {
  dev?: string | true;
  url?: string;
  writeKey?: string;
  out?: string;
  dryRun?: true;
  /** `false` imports contacts without a suppression list. */
  suppressions: boolean;
  perSecond: number;
  journeys: string;
  json?: true;
}

/** `daymark import`: a file of customers, told first, then sent by the calls that a product would make. */
export const importCustomers = (program: Command): void => {
  const verb = program
    .command('import <file>')
    .description('bring accounts, contacts, opt-outs or events from a CSV file: tells what is in it, then sends it')
    .addOption(new Option('--as <kind>', 'what the rows are (default: as the columns tell)').choices(importKinds))
    .option('--map <column=field…>', 'what a column is; nothing after the = leaves it out (repeatable)', collected, [])
    .option('--set <field=value>', 'what all rows say that say nothing of it (repeatable)', collected, [])
    .addOption(new Option('--dates <order>', 'what comes first in 03/04/2026').choices(['dmy', 'mdy']))
    .addOption(new Option('--decimal <mark>', 'what stands before decimals').choices(['point', 'comma']))
    .option('--encoding <name>', 'what the file is written in, where it is not UTF-8, UTF-16 or Windows-1252')
    .option('--at <instant>', 'as of when the rows are (default: when the file was written)', until)
    .option('--dry-run', 'only tell')
    .addOption(new Option('--dev [url]', 'send it to `npx daymark dev`').conflicts(['url', 'out']))
    .addOption(new Option('--url <url>', 'send it to a deployment').conflicts('out'))
    .addOption(new Option('--write-key <key>', 'a write key of the deployment').env('DAYMARK_WRITE_KEY'))
    .option('--out <file>', 'write the calls into a file, which `npx daymark simulate` plays')
    .option('--no-suppressions', 'there is nobody who may not be mailed')
    .option('--enroll', 'send events that begin journeys, too')
    .option('--per-second <n>', 'calls a second, at most', wholeNumber, 200)
    .option(
      '--journeys <dir>',
      'folder of journeys, whose catalog names attributes and events',
      playingDefaults.journeys,
    )
    .option('--json', 'print what was told as JSON')
    .addHelpText('after', '\nExample:\n  npx daymark import companies.csv --map "Record ID=groupId" --dev')
    .action(runImport);
  importJourneys(verb);
};

const runImport = async (file: string, options: Options): Promise<void> => {
  const project = await openSoundProject(options);
  const target = targetOf(options);
  const ledger = await ledgerOf(options, target);
  const read = readImport(file, options, project, ledger);
  const isSent = target !== undefined && !options.dryRun;
  if (isSent) mustHoldFirst(read, ledger, options);
  const shown = progress();
  shown.show('Playing who would enter which journey …');
  const asks = rowKinds[read.kind].mayEnroll;
  const enrolls = asks && read.plan.calls.length > 0 ? await whoEnrolls(read.plan.calls, project, read.at) : undefined;
  shown.clear();
  if (!options.json) process.stdout.write(describeImport(read, enrolls));
  const outcome = isSent ? await send(read, target, ledger, options) : undefined;
  if (options.json) {
    const data = importData(read, enrolls);
    const refused = [...data.refused, ...(outcome?.refused ?? [])];
    process.stdout.write(`${JSON.stringify({ ...data, refused, ...(outcome && { sent: outcome.sent }) })}\n`);
    return;
  }
  if (outcome === undefined) {
    console.log('Nothing was sent: add --dev, --url with --write-key, or --out <file> without --dry-run to send it.');
    return;
  }
  for (const { line, what, fix } of outcome.refused) console.log(`line ${line}: ${what}: ${fix}`);
  console.log(`${counted(outcome.sent, 'call')} went to ${target?.name}.`);
};

const send = async (
  { plan, kind }: ReadImport,
  target: ImportTarget,
  ledger: ImportLedger,
  { perSecond, out, suppressions }: Options,
) => {
  if (rowKinds[kind].givesHolds || !suppressions) ledger.keepHolds(plan.holds);
  const { show, clear } = progress();
  const outcome = await sendPlan(plan.calls, {
    target,
    ledger,
    perSecond: out === undefined ? perSecond : Number.POSITIVE_INFINITY,
    show: (sent, of) => show(`${sent} of ${of} calls`),
  });
  clear();
  return outcome;
};

const targetOf = ({ dev, url, writeKey, out }: Options): ImportTarget | undefined => {
  if (out !== undefined) return fileTarget(out);
  if (dev !== undefined) return doorTarget(dev === true ? 'http://127.0.0.1:4000' : dev, localKey);
  if (url === undefined) return undefined;
  if (writeKey === undefined)
    throw new UserError(
      'a deployment takes no calls without a write key',
      'add --write-key, or set DAYMARK_WRITE_KEY',
      2,
    );
  return doorTarget(url, writeKey);
};

/** A file that is gone was another place, and so is a local cloud that has none of the rows that were sent to it. */
const ledgerOf = async ({ out, dev }: Options, target: ImportTarget | undefined): Promise<ImportLedger> => {
  const ledger = openLedger(out === undefined ? (target?.name ?? '') : resolve(out));
  const isGone = out !== undefined ? !existsSync(out) : dev !== undefined && (await isAnew(target?.name ?? '', ledger));
  if (isGone) ledger.forget();
  return ledger;
};

/** @throws UserError where people would come in before those who may not be mailed */
const mustHoldFirst = ({ kind, mapping, file }: ReadImport, ledger: ImportLedger, { suppressions }: Options): void => {
  const isTold = mapping.some(({ field }) => field === 'unsubscribed' || field === 'suppressed');
  if (!rowKinds[kind].needsHolds || isTold || ledger.hasHolds || !suppressions) return;
  throw new UserError(
    `${file} says of nobody that they may not be mailed, and no opt-outs were imported here before`,
    'import them first, with --as unsubscribes and --as suppressions; or add --no-suppressions if there are none',
    2,
  );
};

const collected = (text: string, before: readonly string[]): readonly string[] => [...before, text];
