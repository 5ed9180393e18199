import type { Command } from 'commander';
import { inCloud } from '../playback/in-cloud.ts';
import { playFiles } from './play-files.ts';
import { addPlayingOptions, type PlayingOptions } from './playing-options.ts';

export const defaultDynamoDb = 'embedded';

/** `daymark run`: recorded events, played through the compiled state machines and the real handlers. */
export const run = (program: Command): void => {
  const verb = program
    .command('run <events...>')
    .description('play recorded events (JSON Lines) through the compiled journeys on the local cloud, in virtual time');
  addPlayingOptions(verb)
    .option('--dynamodb <which>', 'embedded, official (DynamoDB Local of AWS), or a URL', defaultDynamoDb)
    .addHelpText('after', '\nExample:\n  npx daymark run events.jsonl --until 2026-12-31T00:00:00Z')
    .action((files: string[], { dynamodb, ...options }: PlayingOptions & { dynamodb: string }) =>
      playFiles(files, options, played => inCloud({ ...played, dynamodb })),
    );
};
