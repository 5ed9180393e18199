import type { Command } from 'commander';
import { root } from '../build/root.ts';
import { createProject } from './new/create-project.ts';
import { nextSteps } from './new/next-steps.ts';

interface Options {
  empty?: boolean;
  daymark?: string;
  json?: boolean;
}

/** `daymark new`: a folder of one's own. `npm create daymark` does the same. */
export const newProject = (program: Command): void => {
  program
    .command('new <folder>')
    .description('make a folder of your own with journeys, templates, playbooks, tests and the CDK app')
    .option('--empty', 'one journey to begin with, instead of the sample business')
    .option('--daymark <version>', 'version of the package daymark, or the path of its .tgz')
    .option('--json', 'print which folder was made as JSON')
    .addHelpText('after', '\nExample:\n  npx daymark new ../my-journeys')
    .action(async (folder: string, { empty = false, daymark, json }: Options) => {
      const dependency = await createProject(root, { to: folder, empty, daymark });
      console.log(json ? JSON.stringify({ folder, daymark: dependency }) : nextSteps(folder));
    });
};
