import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { buildProject, type Project } from '../build/build-project.ts';
import { type DiffFormat, describeDiff, diffFormats } from '../diff/describe-diff.ts';
import type { DiffReport } from '../diff/diff-report.ts';
import { comparePlays } from '../diff/effect/compare-plays.ts';
import { flightGroups } from '../diff/effect/in-flight.ts';
import type { Limit } from '../diff/effect/limits.ts';
import { type Picture, picturesOf } from '../diff/picture/marked-drawing.ts';
import { projectChanges } from '../diff/words/project-changes.ts';
import { mermaidOf } from '../journey/graph/mermaid.ts';
import { svgOf } from '../journey/graph/svg.ts';
import { counted } from '../kernel/counted.ts';
import type { Instant } from '../kernel/instant.ts';
import { type Base, baseOf } from './diff/base-of.ts';
import { eventsOfBoth } from './diff/events-of-both.ts';
import { inFlightIn } from './diff/in-flight-in.ts';
import { limitsOption } from './diff/limits-option.ts';
import { playBoth } from './diff/play-both.ts';
import { keptEventsFile } from './operate/kept-events.ts';
import { operatorOf } from './operate/steering.ts';
import { playOption } from './play-option.ts';
import { lastEvent, playingDefaults, untilOption } from './playing-options.ts';
import { openSoundProject, templatesOf } from './project.ts';
import { type Where, withWhere } from './reach.ts';
import { UserError } from './user-error.ts';

interface Options extends Where {
  base?: string;
  events?: string[];
  play: string;
  until?: Instant | typeof lastEvent;
  words?: true;
  failOn?: Limit[];
  pictures?: string;
  format: DiffFormat;
  json?: true;
  journeys: string;
}

/** `daymark diff`: the effects of a change. */
export const diff = (program: Command): void => {
  withWhere(program.command('diff'))
    .description(
      'show what a change does: in words, to enrollments in flight, and on recorded events; exit code 1 if a limit is exceeded',
    )
    .option(
      '--base <ref|folder>',
      'version to compare with (default: where this branch left main, or the last commit on it)',
    )
    .option(
      '--events <files...>',
      'recorded events to play both versions on (default: those of the last play); `kept` for those that the deployment stores',
    )
    .addOption(playOption())
    .option(
      '--until <instant>',
      `where the plays end (default: where the last play ended; with --events, the \`${lastEvent}\`)`,
      untilOption,
    )
    .addOption(
      new Option('--words', 'only describe the change in words, without playing').conflicts(['events', 'failOn']),
    )
    .option('--fail-on <limits>', 'how much figures may grow: cost:+10%,mails:+20%,tasks:+5,capped:+0', limitsOption)
    .option(
      '--pictures <dir>',
      'folder for a picture of each changed journey, with what changed marked: SVG and Mermaid',
    )
    .addOption(new Option('--format <format>', 'what to print').choices(diffFormats).default('text'))
    .option('--json', 'print the report as JSON')
    .option('--journeys <dir>', 'folder of journeys', playingDefaults.journeys)
    .addHelpText(
      'after',
      '\nExample:\n  npx daymark diff --base main --events year.jsonl --fail-on mails:+20% --format markdown\n  npx daymark diff --environment prod',
    )
    .action(async ({ base: named, format, json, ...options }: Options) => {
      const base = await baseOf(named, options.journeys);
      try {
        const events = options.events?.join() === 'kept' ? [await keptEventsFile(options)] : options.events;
        const { pictures, project, ...told } = await reportOf(base, { ...options, ...(events && { events }) });
        // Last: with --dev, reaching the local cloud sets its endpoints for all later clients of this process.
        const report = isDeployed(options)
          ? { ...told.report, deployed: await deployedFlight(project, options) }
          : told.report;
        process.stdout.write(describeDiff(report, json ? 'json' : format, pictures));
        if (options.pictures !== undefined) await writePictures(options.pictures, pictures);
        if (report.played && report.played.broken.length > 0) process.exitCode = 1;
      } finally {
        base.forget();
      }
    });
};

const reportOf = async (
  { name, sources }: Base,
  options: Omit<Options, 'base' | 'format' | 'json'>,
): Promise<{ report: DiffReport; pictures: Picture[]; project: Project }> => {
  const { journeys, words, failOn = [] } = options;
  // For a deployment, enrollments in flight are read from it; events are played only if they are named.
  const events = words || (isDeployed(options) && !options.events) ? undefined : eventsOfBoth(options);
  const now = {
    project: await openSoundProject({ journeys }),
    sources: { journeys, templates: templatesOf(journeys) },
  };
  const base = { project: await buildProject(sources), sources };
  const [fault] = base.project.faults;
  if (fault)
    throw new UserError(
      `${name}: ${fault.message}`,
      'only journeys come from the base, not the engine: compare with a later commit, using --base',
      2,
    );
  const changes = projectChanges(base.project, now.project);
  const report = { base: name, changes };
  const { project } = now;
  const pictures = picturesOf(base.project, now.project, changes);
  if (!events || changes.length === 0) return { report, pictures, project };
  const { before, after } = await playBoth(base, now, events.toPlay);
  for (const [version, { faults }] of [
    [name, before],
    ['the new version', after],
  ] as const)
    if (faults > 0)
      console.error(
        `${version}: ${counted(faults, 'fault')} of handlers in its play, so something may be missing: \`npx daymark simulate\` tells them.`,
      );
  const played = comparePlays({ ...base, side: before }, { ...now, side: after }, changes, {
    events: events.named,
    limits: failOn,
  });
  return { report: { ...report, played }, pictures, project };
};

const isDeployed = ({ environment, dev }: Where): boolean => environment !== undefined || dev !== undefined;

/** Enrollments in flight in the deployment, by whether they could move. */
const deployedFlight = async (project: Project, where: Where): Promise<NonNullable<DiffReport['deployed']>> => {
  const operator = await operatorOf(where);
  const at = operator.clock.now();
  const versions = new Map(
    (await operator.journeys()).map(id => {
      const next = project.journeys.find(({ definition }) => definition.id === id);
      return [id, next?.machine && { definition: next.definition, machine: next.machine }] as const;
    }),
  );
  return {
    where: where.environment ?? where.dev ?? '',
    at,
    inFlight: flightGroups(await inFlightIn(operator), versions, at),
  };
};

const writePictures = async (folder: string, pictures: readonly Picture[]): Promise<void> => {
  await mkdir(folder, { recursive: true });
  for (const { journey, drawing } of pictures) {
    await writeFile(join(folder, `${journey}.svg`), await svgOf(drawing));
    await writeFile(join(folder, `${journey}.mmd`), mermaidOf(drawing));
  }
};
