import { basename } from 'node:path';
import type { Command } from 'commander';
import { writeMachines } from '../build/write-build.ts';
import { openSoundProject } from './project.ts';

/** `daymark compile`: writes the state machines as Step Functions gets them. */
export const compile = (program: Command): void => {
  program
    .command('compile')
    .description('write <journey>.asl.json for every journey')
    .option('--journeys <dir>', 'folder of journeys', 'journeys')
    .option('--out <dir>', 'folder to write to', '.daymark/asl')
    .option('--json', 'print which journey is in which file as JSON')
    .action(async (options: { journeys: string; out: string; json?: true }) => {
      const project = await openSoundProject(options);
      const files = await writeMachines(project, options.out);
      const told = files.map(file => ({ journey: basename(file, '.asl.json'), file }));
      process.stdout.write(options.json ? `${JSON.stringify(told)}\n` : files.map(file => `${file}\n`).join(''));
    });
};
