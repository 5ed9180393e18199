import type { Command } from 'commander';
import { playingDefaults } from './playing-options.ts';

interface Options {
  journeys: string;
  dev: string;
}

/** `daymark mcp`: a Model Context Protocol server that reads the project and can act in `daymark dev`. */
export const mcp = (program: Command): void => {
  program
    .command('mcp')
    .description('serve an assistant over standard input and output, using the Model Context Protocol')
    .option('--journeys <dir>', 'folder of journeys', playingDefaults.journeys)
    .option('--dev <url>', 'the local cloud of `npx daymark dev`', 'http://127.0.0.1:4000')
    .addHelpText('after', '\nExample:\n  npx daymark mcp --dev http://127.0.0.1:4000')
    .action(async (options: Options) => {
      // Loaded here, because only this verb needs the SDK.
      const { serveAgent } = await import('./mcp/serve-agent.ts');
      await serveAgent(options);
    });
};
