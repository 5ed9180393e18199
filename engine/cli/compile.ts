import type { Command } from 'commander';
import { writeMachines } from '../build/write-build.ts';
import { openSoundProject } from './project.ts';

/** `daymark compile`: the state machines, as Step Functions would get them. */
export const compile = (program: Command): void => {
  program
    .command('compile')
    .description('write <journey>.asl.json for every journey')
    .option('--journeys <dir>', 'folder of journeys', 'journeys')
    .option('--out <dir>', 'folder to write to', '.daymark/asl')
    .action(async (options: { journeys: string; out: string }) => {
      const project = await openSoundProject(options);
      for (const path of await writeMachines(project, options.out)) console.log(path);
    });
};
