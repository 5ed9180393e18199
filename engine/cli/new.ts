import type { Command } from 'commander';
import { root } from '../build/root.ts';
import { createProject } from './new/create-project.ts';
import { nextSteps } from './new/next-steps.ts';

interface Options {
  empty?: boolean;
  daymark?: string;
  json?: boolean;
}

/** `daymark new`: creates a project folder, like `npm create daymark`. */
export const newProject = (program: Command): void => {
  program
    .command('new <folder>')
    .description('create a project folder with journeys, templates, playbooks, tests and the CDK app')
    .option('--empty', 'start with one journey instead of the sample business')
    .option('--daymark <version>', 'version of the package daymark, or path of its .tgz')
    .option('--json', 'print the created folder as JSON')
    .addHelpText('after', '\nExample:\n  npx daymark new ../my-journeys')
    .action(async (folder: string, { empty = false, daymark, json }: Options) => {
      const dependency = await createProject(root, { to: folder, empty, daymark });
      console.log(json ? JSON.stringify({ folder, daymark: dependency }) : nextSteps(folder));
    });
};
