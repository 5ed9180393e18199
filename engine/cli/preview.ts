import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import * as z from 'zod';
import { previewTemplate } from '../templates/preview-template.ts';
import { templatesOf } from './project.ts';
import { UserError } from './user-error.ts';

interface Options {
  locale: string;
  data?: string;
  journeys: string;
  out: string;
  json?: true;
}

/** `daymark preview`: renders one template as its recipient gets it. */
export const preview = (program: Command): void => {
  program
    .command('preview <template>')
    .description('render one template to HTML and text')
    .option('--locale <locale>', 'locale to render', 'en')
    .option('--data <file>', "JSON of the variables (default: the template's sample.json)")
    .option('--journeys <dir>', 'folder of journeys, beside which templates lie', 'journeys')
    .option('--out <dir>', 'folder to write to', '.daymark/preview')
    .option('--json', 'print subject, preheader and files as JSON')
    .action(async (id: string, options: Options) => {
      const data = options.data === undefined ? undefined : await readJson(options.data);
      const rendered = await previewTemplate(templatesOf(options.journeys), id, {
        locale: options.locale,
        ...(data && { data }),
      });
      for (const name of rendered.standIns)
        console.error(`sample.json has no value for ${name}: add a realistic one for previews`);
      await mkdir(options.out, { recursive: true });
      const files: string[] = [];
      const base = join(options.out, `${id}.${options.locale}`);
      for (const [extension, content] of [
        ['html', rendered.html],
        ['txt', rendered.text],
      ] as const) {
        if (content === undefined) continue;
        await writeFile(`${base}.${extension}`, content);
        files.push(`${base}.${extension}`);
      }
      const { subject, preheader, standIns } = rendered;
      const heads = { ...(subject && { subject }), ...(preheader && { preheader }) };
      if (options.json)
        process.stdout.write(
          `${JSON.stringify({ template: id, locale: options.locale, ...heads, standIns, files })}\n`,
        );
      else
        for (const line of [...Object.entries(heads).map(([part, text]) => `${part.padEnd(9)}  ${text}`), ...files])
          console.log(line);
    });
};

const readJson = async (file: string): Promise<Record<string, unknown>> => {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    const why = error instanceof z.ZodError ? "it doesn't contain an object" : (error as Error).message;
    throw new UserError(`${file} cannot be used: ${why}`, 'use a file with one JSON object of variables');
  }
};
