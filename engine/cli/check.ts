import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { generateTemplateTypes } from '../templates/generate-template-types.ts';
import { openProject, problemsOf, templatesOf } from './project.ts';

/** `daymark check`: every problem of journeys, templates, policy and catalog. */
export const check = (program: Command): void => {
  program
    .command('check')
    .description('report every problem of journeys, templates, policy and catalog')
    .option('--journeys <dir>', 'folder of journeys', 'journeys')
    .option('--write', 'bring templates/index.ts, the types of the templates, up to date')
    .option('--json', 'print the problems as JSON')
    .action(async (options: { journeys: string; write?: boolean; json?: boolean }) => {
      const project = await openProject(options);
      if (options.write)
        await writeFile(join(templatesOf(options.journeys), 'index.ts'), generateTemplateTypes(project.templates));
      const problems = problemsOf(project);
      const errors = problems.filter(({ severity }) => severity === 'error').length;
      if (options.json)
        process.stdout.write(
          `${JSON.stringify({ files: project.faults.map(({ message, fix }) => ({ message, fix })), problems: project.problems, diagnostics: project.diagnostics }, null, 2)}\n`,
        );
      else {
        for (const { severity, text } of problems) console.log(`${severity}: ${text}`);
        console.log(
          `${project.journeys.length} journeys, ${project.templates.length} templates: ${errors} errors, ${problems.length - errors} warnings.`,
        );
      }
      if (errors > 0) process.exitCode = 1;
    });
};
