import type { Command } from 'commander';
import { playingDefaults } from './playing-options.ts';

interface Options {
  journeys: string;
  dev: string;
}

/** `daymark mcp`: what an assistant may ask of a project, and do in `daymark dev`, by the Model Context Protocol. */
export const mcp = (program: Command): void => {
  program
    .command('mcp')
    .description('answer an assistant over standard input and output, by the Model Context Protocol')
    .option('--journeys <dir>', 'folder of journeys', playingDefaults.journeys)
    .option('--dev <url>', 'the local cloud of `npx daymark dev`', 'http://127.0.0.1:4000')
    .addHelpText('after', '\nExample:\n  npx daymark mcp --dev http://127.0.0.1:4000')
    .action(async (options: Options) => {
      // The SDK is read by this verb alone.
      const { serveAgent } = await import('./mcp/serve-agent.ts');
      await serveAgent(options);
    });
};
