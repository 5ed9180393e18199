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

/** `daymark import`: reports what a file of customers contains, then sends it as calls, as a product would. */
export const importCustomers = (program: Command): void => {
  const verb = program
    .command('import <file>')
    .description('import accounts, contacts, opt-outs or events from a CSV file: shows what it contains, then sends it')
    .addOption(new Option('--as <kind>', 'what the rows are (default: recognized by the columns)').choices(importKinds))
    .option(
      '--map <column=field…>',
      'the field of a column; nothing after the = skips the column (repeatable)',
      collected,
      [],
    )
    .option('--set <field=value>', 'value of a field in rows that have none (repeatable)', collected, [])
    .addOption(
      new Option('--dates <order>', 'order of day and month in dates such as 03/04/2026').choices(['dmy', 'mdy']),
    )
    .addOption(new Option('--decimal <mark>', 'decimal mark of numbers').choices(['point', 'comma']))
    .option('--encoding <name>', 'encoding of the file, if not UTF-8, UTF-16 or Windows-1252')
    .option('--at <instant>', 'date of the data (default: when the file was written)', until)
    .option('--dry-run', 'only tell')
    .addOption(new Option('--dev [url]', 'send it to `npx daymark dev`').conflicts(['url', 'out']))
    .addOption(new Option('--url <url>', 'send it to a deployment').conflicts('out'))
    .addOption(new Option('--write-key <key>', 'a write key of the deployment').env('DAYMARK_WRITE_KEY'))
    .option('--out <file>', 'write the calls to a file for `npx daymark simulate`')
    .option('--no-suppressions', 'confirm that there are no opt-outs or bounces to import first')
    .option('--enroll', 'also send events that enroll accounts in journeys')
    .option('--per-second <n>', 'maximum number of calls per second', wholeNumber, 200)
    .option(
      '--journeys <dir>',
      'folder of journeys, with the catalog of attributes and events',
      playingDefaults.journeys,
    )
    .option('--json', 'print the report as JSON')
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
  shown.show('Playing to see who would enter which journey …');
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
      'a deployment accepts no calls without a write key',
      'add --write-key, or set DAYMARK_WRITE_KEY',
      2,
    );
  return doorTarget(url, writeKey);
};

/** Resets the ledger if its output file was deleted, or if the local cloud no longer has the imported data. */
const ledgerOf = async ({ out, dev }: Options, target: ImportTarget | undefined): Promise<ImportLedger> => {
  const ledger = openLedger(out === undefined ? (target?.name ?? '') : resolve(out));
  const isGone = out !== undefined ? !existsSync(out) : dev !== undefined && (await isAnew(target?.name ?? '', ledger));
  if (isGone) ledger.forget();
  return ledger;
};

/** @throws UserError if contacts would be imported before any opt-outs or suppressions */
const mustHoldFirst = ({ kind, mapping, file }: ReadImport, ledger: ImportLedger, { suppressions }: Options): void => {
  const isTold = mapping.some(({ field }) => field === 'unsubscribed' || field === 'suppressed');
  if (!rowKinds[kind].needsHolds || isTold || ledger.hasHolds || !suppressions) return;
  throw new UserError(
    `${file} has no opt-outs, and none were imported here before`,
    'import them first, with --as unsubscribes and --as suppressions; or add --no-suppressions if there are none',
    2,
  );
};

const collected = (text: string, before: readonly string[]): readonly string[] => [...before, text];
