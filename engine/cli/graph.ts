import { writeFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import type * as z from 'zod';
import { picturesIn, subjectsOf } from '../build/draw-pictures.ts';
import { type Direction, directions } from '../journey/graph/dot.ts';
import { drawMermaid } from '../journey/graph/mermaid.ts';
import { writePng } from './picture-png.ts';
import { journeyOf, openProject } from './project.ts';
import type { graphJson } from './verb-json.ts';

interface Options {
  format: 'svg' | 'mermaid';
  direction: Direction;
  journeys: string;
  out?: string;
  png?: string;
  json?: true;
}

/** `daymark graph`: draws a journey. */
export const graph = (program: Command): void => {
  program
    .command('graph <journey>')
    .description('draw a journey')
    .addOption(new Option('--format <format>', 'what to draw').choices(['svg', 'mermaid']).default('svg'))
    .addOption(new Option('--direction <to>', 'direction of the steps, in SVG').choices(directions).default('down'))
    .option('--journeys <dir>', 'folder of journeys', 'journeys')
    .option('--out <file>', 'file to write instead of standard output')
    .option('--png <file>', 'write a PNG instead, using the Chromium or Chrome on this machine')
    .option('--json', 'print the picture, or the file it was written to, as JSON')
    .action(async (id: string, { format, direction, journeys, out, png, json }: Options) => {
      const project = await openProject({ journeys });
      const { definition } = journeyOf(project, id);
      const drawn =
        format === 'svg' || png !== undefined
          ? ((await picturesIn(project, { direction })(definition.id)) ?? '')
          : drawMermaid(definition, subjectsOf(project));
      const file = png ?? out;
      if (png !== undefined) await writePng(drawn, png);
      else if (out !== undefined) await writeFile(out, drawn);
      const told: z.infer<typeof graphJson> = {
        journey: definition.id,
        format: png === undefined ? format : 'png',
        ...(file === undefined ? { picture: drawn } : { file }),
      };
      if (json) console.log(JSON.stringify(told));
      else process.stdout.write(file === undefined ? drawn : `${file}\n`);
    });
};
