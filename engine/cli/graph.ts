import { writeFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import { drawMermaid } from '../journey/graph/mermaid.ts';
import { drawSvg } from '../journey/graph/svg.ts';
import { journeyOf, openProject } from './project.ts';

/** `daymark graph`: a journey drawn. */
export const graph = (program: Command): void => {
  program
    .command('graph <journey>')
    .description('draw a journey')
    .addOption(new Option('--format <format>', 'what to draw').choices(['svg', 'mermaid']).default('svg'))
    .option('--journeys <dir>', 'folder of journeys', 'journeys')
    .option('--out <file>', 'file to write instead of standard output')
    .action(async (id: string, options: { format: 'svg' | 'mermaid'; journeys: string; out?: string }) => {
      const { definition } = journeyOf(await openProject(options), id);
      const drawn = options.format === 'svg' ? await drawSvg(definition) : drawMermaid(definition);
      if (options.out) {
        await writeFile(options.out, drawn);
        console.log(options.out);
      } else process.stdout.write(drawn);
    });
};
