import type { Command } from 'commander';
import { inMemory } from '../playback/in-memory.ts';
import { playFiles } from './play-files.ts';
import { addPlayingOptions, type PlayingOptions } from './playing-options.ts';

/** `daymark simulate`: what `run` does, in the memory of this process: the same bytes, many times faster. */
export const simulate = (program: Command): void => {
  const verb = program
    .command('simulate <events...>')
    .description('play recorded events as `run` does, in the memory of this process: the same output, much sooner');
  addPlayingOptions(verb)
    .addHelpText('after', '\nExample:\n  npx daymark simulate events.jsonl --until 2026-12-31T00:00:00Z')
    .action((files: string[], options: PlayingOptions) => playFiles(files, options, inMemory));
};
