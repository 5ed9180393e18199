import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import * as z from 'zod';
import type { TemplateProblem } from './template-problem.ts';

/** The files of one template, as they are on disk. */
export interface TemplateFiles {
  id: string;
  channel: 'email' | 'prompt';
  /** `en` first, then by name. */
  locales: readonly LocaleFile[];
  sample: Readonly<Record<string, unknown>>;
  sampleFile: string;
}

export interface LocaleFile {
  locale: string;
  /** Path as the reader would open it. */
  file: string;
  text: string;
}

/** The folder of templates cannot be read. */
export class TemplateFolderError extends Error {
  override readonly name = 'TemplateFolderError';
  readonly fix: string;
  constructor(what: string, fix: string) {
    super(what);
    this.fix = fix;
  }
}

/** Ids of the templates in a folder, in order. A name that begins with `_` is no template. @throws TemplateFolderError */
export const templateIds = async (dir: string): Promise<string[]> => {
  const entries = await readdir(dir, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    const what = error.code === 'ENOENT' ? 'there is no such folder' : `it cannot be read (${error.code})`;
    throw new TemplateFolderError(`${displayPath(dir)}: ${what}`, 'name the folder that holds the templates');
  });
  return entries
    .filter(entry => entry.isDirectory() && !entry.name.startsWith('_'))
    .map(entry => entry.name)
    .sort();
};

/** Path as the reader would open it: relative to where the command was given. */
export const displayPath = (...path: string[]): string => relative('', join(...path)) || '.';

/** Returns no files when it cannot be told what the template is. */
export const readTemplate = async (
  dir: string,
  id: string,
  problems: TemplateProblem[],
): Promise<TemplateFiles | undefined> => {
  const folder = displayPath(dir, id);
  const report = (code: TemplateProblem['code'], file: string, what: string, fix: string): void => {
    problems.push({ code, template: id, file, what, fix });
  };
  const names = (await readdir(join(dir, id))).sort();
  const locales: LocaleFile[] = [];
  const endings = new Set<string>();
  for (const name of names) {
    const [, locale, ending] = /^([a-z]{2}(?:-[A-Z]{2})?)\.(mjml|md)$/.exec(name) ?? [];
    if (locale && ending) {
      endings.add(ending);
      locales.push({ locale, file: join(folder, name), text: await readFile(join(dir, id, name), 'utf8') });
    } else if (name !== 'sample.json') {
      report(
        'unexpected-file',
        join(folder, name),
        'this file is not part of a template',
        'name it <locale>.mjml or <locale>.md, such as en.mjml or pt-BR.mjml, or sample.json',
      );
    }
  }
  if (!/^[a-z][a-z0-9-]*$/.test(id)) {
    report(
      'unexpected-file',
      folder,
      `"${id}" is not a valid template id`,
      'use small letters, digits and hyphens, such as first-project',
    );
  }
  if (endings.size > 1) {
    report(
      'unexpected-file',
      folder,
      'a template is either an email (.mjml) or a prompt (.md), not both',
      'give each a folder of its own',
    );
    return undefined;
  }
  if (!locales.some(({ locale }) => locale === 'en')) {
    const ending = endings.has('md') ? 'md' : 'mjml';
    report(
      'missing-english',
      folder,
      'there is no English text, which every other locale falls back to',
      `add ${join(folder, `en.${ending}`)}`,
    );
    return undefined;
  }
  locales.sort((one, other) => Number(other.locale === 'en') - Number(one.locale === 'en'));
  const sampleFile = join(folder, 'sample.json');
  const sample = names.includes('sample.json') ? await readSample(join(dir, id, 'sample.json')) : {};
  if (typeof sample === 'string')
    report('sample', sampleFile, sample, 'write one JSON object of variable names and values');
  return {
    id,
    channel: endings.has('md') ? 'prompt' : 'email',
    locales,
    sample: typeof sample === 'string' ? {} : sample,
    sampleFile,
  };
};

/** Variables from a JSON file, or what is wrong with it. */
export const readSample = async (file: string): Promise<Record<string, unknown> | string> => {
  try {
    const result = z.record(z.string(), z.unknown()).safeParse(JSON.parse(await readFile(file, 'utf8')));
    return result.success ? result.data : 'this is not a JSON object';
  } catch (error) {
    return error instanceof SyntaxError
      ? `this is not JSON (${error.message})`
      : `this cannot be read (${String(error)})`;
  }
};
