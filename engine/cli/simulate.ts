import type { Command } from 'commander';
import { inMemory } from '../playback/in-memory.ts';
import { playFiles } from './play-files.ts';
import { addPlayingOptions, type PlayingOptions } from './playing-options.ts';

/** `daymark simulate`: like `run`, but in the memory of this process: the same bytes, many times faster. */
export const simulate = (program: Command): void => {
  const verb = program
    .command('simulate <events...>')
    .description('play recorded events like `run`, but in the memory of this process: the same output, much faster');
  addPlayingOptions(verb)
    .addHelpText('after', '\nExample:\n  npx daymark simulate events.jsonl --until 2026-12-31T00:00:00Z')
    .action((files: string[], options: PlayingOptions) => playFiles(files, options, inMemory));
};
