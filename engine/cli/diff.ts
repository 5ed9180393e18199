import { type Command, Option } from 'commander';
import { buildProject } from '../build/build-project.ts';
import { type DiffFormat, describeDiff, diffFormats } from '../diff/describe-diff.ts';
import type { DiffReport } from '../diff/diff-report.ts';
import { projectChanges } from '../diff/words/project-changes.ts';
import { type Base, baseOf } from './diff/base-of.ts';
import { playingDefaults } from './playing-options.ts';
import { openSoundProject } from './project.ts';
import { UserError } from './user-error.ts';

interface Options {
  base?: string;
  format: DiffFormat;
  json?: true;
  journeys: string;
}

/** `daymark diff`: what a change does. */
export const diff = (program: Command): void => {
  program
    .command('diff')
    .description('tell in words what changed in journeys, templates, policy, catalog and playbooks')
    .option(
      '--base <ref|folder>',
      'version to compare with (default: where this branch left main, or the last commit on it)',
    )
    .addOption(new Option('--format <format>', 'what to print').choices(diffFormats).default('text'))
    .option('--json', 'print the report as JSON')
    .option('--journeys <dir>', 'folder of journeys', playingDefaults.journeys)
    .addHelpText('after', '\nExample:\n  npx daymark diff --base main --format markdown')
    .action(async ({ base: named, format, json, journeys }: Options) => {
      const base = await baseOf(named, journeys);
      try {
        const report = await reportOf(base, journeys);
        process.stdout.write(describeDiff(report, json ? 'json' : format));
      } finally {
        base.forget();
      }
    });
};

const reportOf = async (base: Base, journeys: string): Promise<DiffReport> => {
  const now = await openSoundProject({ journeys });
  const before = await buildProject(base.sources);
  const [fault] = before.faults;
  if (fault)
    throw new UserError(
      `${base.name}: ${fault.message}`,
      'only what journeys say comes from the base, not the engine: compare with a later one, by --base',
      2,
    );
  return { base: base.name, changes: projectChanges(before, now) };
};
