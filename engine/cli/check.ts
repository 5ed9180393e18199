import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { playbooksBeside } from '../build/build-project.ts';
import { generatePlaybookTypes } from '../build/playbooks/generate-playbook-types.ts';
import { readPlaybooks } from '../build/playbooks/read-playbooks.ts';
import { contactMatrix } from '../journey/contact-matrix.ts';
import { counted } from '../kernel/counted.ts';
import { compileTemplates } from '../templates/compile-templates.ts';
import { generateTemplateTypes } from '../templates/generate-template-types.ts';
import { drawMatrix } from './draw-matrix.ts';
import { openProject, problemsOf, templatesOf } from './project.ts';

interface Options {
  journeys: string;
  write?: boolean;
  matrix?: boolean;
  json?: boolean;
}

/** `daymark check`: every problem of journeys, templates, playbooks, policy and catalog. */
export const check = (program: Command): void => {
  program
    .command('check')
    .description('report every problem of journeys, templates, playbooks, policy and catalog')
    .option('--journeys <dir>', 'folder of journeys', 'journeys')
    .option('--write', 'bring templates/index.ts and playbooks/index.ts, the types of both, up to date')
    .option('--matrix', 'show which journeys may reach the same contact in the same week')
    .option('--json', 'print the problems as JSON')
    .action(async (options: Options, verb: Command) => {
      if (options.write) await writeTypes(templatesOf(options.journeys), playbooksBeside(options.journeys));
      const project = await openProject(options);
      const problems = problemsOf(project);
      const matrix = options.matrix
        ? contactMatrix(
            project.journeys.map(({ definition }) => definition),
            project.templates,
          )
        : undefined;
      const errors = problems.filter(({ severity }) => severity === 'error').length;
      if (options.json)
        process.stdout.write(
          `${JSON.stringify({ files: project.faults.map(({ message, fix }) => ({ message, fix })), problems: [...project.problems, ...project.playbookProblems], diagnostics: project.diagnostics, matrix }, null, 2)}\n`,
        );
      else {
        if (matrix) console.log(drawMatrix(matrix));
        for (const { severity, text } of problems) console.log(`${severity}: ${text}`);
        if (verb.optsWithGlobals<{ debug?: boolean }>().debug)
          for (const { cause } of project.faults) if (cause instanceof Error) console.log(cause.stack);
        console.log(
          `${counted(project.journeys.length, 'journey')}, ${counted(project.templates.length, 'template')}: ${counted(errors, 'error')}, ${counted(problems.length - errors, 'warning')}.`,
        );
      }
      if (errors > 0) process.exitCode = 1;
    });
};

/** Runs before journeys are loaded: one that uses a new template is loaded with the template's types. */
const writeTypes = async (templates: string, playbooksFolder: string): Promise<void> => {
  const { infos } = await compileTemplates(templates);
  await writeFile(join(templates, 'index.ts'), generateTemplateTypes(infos));
  if (!existsSync(playbooksFolder)) return;
  const { playbooks } = await readPlaybooks(playbooksFolder);
  await writeFile(join(playbooksFolder, 'index.ts'), generatePlaybookTypes(playbooks));
};
