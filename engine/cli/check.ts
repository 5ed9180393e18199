import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { type Project, playbooksBeside } from '../build/build-project.ts';
import { generatePlaybookTypes } from '../build/playbooks/generate-playbook-types.ts';
import { readPlaybooks } from '../build/playbooks/read-playbooks.ts';
import { contactMatrix } from '../journey/contact-matrix.ts';
import { counted } from '../kernel/counted.ts';
import { dollarsOfMinute } from '../promises/path-costs.ts';
import { type PathGroup, pathsOf } from '../promises/paths.ts';
import { compileTemplates } from '../templates/compile-templates.ts';
import { generateTemplateTypes } from '../templates/generate-template-types.ts';
import { drawMatrix } from './draw-matrix.ts';
import { drawPaths } from './draw-paths.ts';
import { describePassed, passedMoments } from './passed-moments.ts';
import { pathGroupJson } from './path-group-json.ts';
import { journeyOf, openProject, problemsOf, templatesOf } from './project.ts';
import { UserError } from './user-error.ts';
import { describeExamples, writeExamples } from './write-examples.ts';

interface Options {
  journeys: string;
  write?: boolean;
  matrix?: boolean;
  paths?: string;
  writeExample?: string;
  json?: boolean;
}

/** `daymark check`: every problem of journeys, templates, playbooks, policy and catalog. */
export const check = (program: Command): void => {
  program
    .command('check')
    .description('report every problem of journeys, templates, playbooks, policy and catalog')
    .option('--journeys <dir>', 'folder of journeys', 'journeys')
    .option('--write', 'regenerate templates/index.ts and playbooks/index.ts, the types of both')
    .option('--matrix', 'show which journeys may reach the same contact in the same week')
    .option('--paths <journey>', 'count the paths of a journey, and show the most expensive one day by day')
    .option('--write-example <file>', 'write events for `run` that break a promise or a limit')
    .option('--json', 'print the problems as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  npx daymark check --paths onboarding\n  npx daymark check --write-example broken.jsonl',
    )
    .action(async (options: Options, verb: Command) => {
      if (options.write) await writeTypes(templatesOf(options.journeys), playbooksBeside(options.journeys));
      const project = await openProject(options, true);
      const problems = problemsOf(project);
      const matrix = options.matrix
        ? contactMatrix(
            project.journeys.map(({ definition }) => definition),
            project.templates,
          )
        : undefined;
      const passed = passedMoments(
        project.journeys.map(({ definition }) => definition),
        new Date().toISOString(),
      );
      const paths = options.paths === undefined ? undefined : pathsIn(project, options.paths);
      const examples =
        options.writeExample === undefined ? undefined : await writeExamples(project, options.writeExample);
      const errors = problems.filter(({ severity }) => severity === 'error').length;
      if (options.json)
        process.stdout.write(
          `${JSON.stringify({ files: project.faults.map(({ message, fix }) => ({ message, fix })), problems: [...project.problems, ...project.playbookProblems], diagnostics: project.diagnostics, passed, matrix, paths: paths && asJson(paths), examples }, null, 2)}\n`,
        );
      else {
        if (matrix) console.log(drawMatrix(matrix));
        if (options.paths && paths) console.log(drawPaths(options.paths, paths));
        for (const { severity, text } of problems) console.log(`${severity}: ${text}`);
        for (const each of passed) console.log(describePassed(each));
        if (examples) console.log(describeExamples(examples, options.journeys));
        if (verb.optsWithGlobals<{ debug?: boolean }>().debug)
          for (const { cause } of project.faults) if (cause instanceof Error) console.log(cause.stack);
        console.log(
          `${counted(project.journeys.length, 'journey')}, ${counted(project.templates.length, 'template')}: ${counted(errors, 'error')}, ${counted(problems.length - errors, 'warning')}.`,
        );
      }
      if (errors > 0) process.exitCode = 1;
    });
};

/** @throws UserError if the journey doesn't exist or has errors */
const pathsIn = (project: Project, id: string): PathGroup[] => {
  const { definition, machine } = journeyOf(project, id);
  if (machine === undefined) throw new UserError(`journey "${id}" has errors`, 'fix what `npx daymark check` finds');
  return pathsOf({ definition, machine, held: [] }, dollarsOfMinute(project.team, definition.policy));
};

/** Counts as strings: they can be too large for a JSON number. */
const asJson = (paths: readonly PathGroup[]) =>
  paths.map(group => pathGroupJson.parse({ ...group, count: String(group.count) }));

/** Runs before journeys are loaded: one that uses a new template is loaded with the template's types. */
const writeTypes = async (templates: string, playbooksFolder: string): Promise<void> => {
  const { infos } = await compileTemplates(templates);
  await writeFile(join(templates, 'index.ts'), generateTemplateTypes(infos));
  if (!existsSync(playbooksFolder)) return;
  const { playbooks } = await readPlaybooks(playbooksFolder);
  await writeFile(join(playbooksFolder, 'index.ts'), generatePlaybookTypes(playbooks));
};
