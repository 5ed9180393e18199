import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { CompiledTemplate } from '../definition/compiled-template.ts';
import { nameOneOf } from '../kernel/did-you-mean.ts';
import { lineOfVariable } from './check-liquid.ts';
import { type CompileOptions, compileTemplates } from './compile-templates.ts';
import { mergeSamples } from './merge-samples.ts';
import { promptPage } from './prompt-page.ts';
import { displayPath, readSample, readTemplate, templateIds } from './read-template.ts';
import {
  type RenderedTemplate,
  renderTemplate,
  type StandardVariables,
  TemplateRenderError,
} from './render-template.ts';
import { describeProblem } from './template-problem.ts';

export interface PreviewOptions extends Pick<CompileOptions, 'accountAttributes' | 'cache'> {
  /** Default: `en`. */
  locale?: string;
  /** Variables instead of the template's `sample.json`; `account`, `contact`, `sender` and `links` are merged into `_sample.json`. */
  data?: Readonly<Record<string, unknown>>;
}

export interface Preview extends RenderedTemplate {
  locale: string;
  /** For a prompt, a page that shows it. */
  html: string;
  /** Variables without a sample value: each is shown as its name in brackets, or as a number or date where one is needed. */
  standIns: readonly string[];
}

/** The template cannot be shown: it does not exist, is broken, or lacks a variable. The message says how to fix it. */
export class PreviewError extends Error {
  override readonly name = 'PreviewError';
  readonly fix: string;
  readonly exitCode: number;
  constructor(what: string, fix: string, exitCode = 1) {
    super(what);
    this.exitCode = exitCode;
    this.fix = fix;
  }
}

/** Renders one template as its readers would get it. @throws PreviewError */
export const previewTemplate = async (dir: string, id: string, options: PreviewOptions = {}): Promise<Preview> => {
  const ids = await templateIds(dir);
  if (!ids.includes(id))
    throw new PreviewError(`there is no template "${id}" in ${displayPath(dir)}`, nameOneOf(id, ids), 2);
  const { infos, compiled, problems } = await compileTemplates(dir, { ...options, only: id });
  // `check` reports an incomplete sample; the preview shows the rest.
  const broken = problems.filter(({ code }) => code !== 'sample');
  if (broken.length > 0)
    throw new PreviewError(broken.map(describeProblem).join('\n'), 'fix that, and preview it again');
  const info = infos[0];
  const locale = options.locale ?? 'en';
  const template = info && compiled.get(info.hash)?.get(locale);
  if (!template) {
    throw new PreviewError(
      `template "${id}" has no locale "${locale}"; its readers get it in English`,
      `name one of: ${info?.locales.join(', ')}`,
      2,
    );
  }
  const variables = await variablesFor(dir, id, options.data);
  // Given data is used as is.
  const standIns = options.data ? {} : standInsFor(template, variables);
  const rendered = await render(dir, template, { ...variables, ...standIns });
  const html = rendered.html ?? promptPage(template, rendered);
  return { ...rendered, locale, html, standIns: Object.keys(standIns) };
};

/** Placeholder values for missing variables: for each the first that its filters accept. Others stay missing. */
const standInsFor = (template: CompiledTemplate, variables: StandardVariables): Readonly<Record<string, unknown>> => {
  const fill = (found: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> | undefined => {
    const missing = missingIn(template, { ...variables, ...found });
    if (missing === undefined) return found;
    if (missing === 'refused' || missing.name in found || missing.name.includes('.')) return undefined;
    const { name } = missing;
    for (const value of [`[${name}]`, 12, '2027-01-31']) {
      const filled = fill({ ...found, [name]: value });
      if (filled) return filled;
    }
    return undefined;
  };
  return fill({}) ?? {};
};

/** The variable that a rendering lacks; `refused` for any other failure. */
const missingIn = (
  template: CompiledTemplate,
  variables: StandardVariables,
): { name: string } | 'refused' | undefined => {
  try {
    renderTemplate(template, { ...variables });
    return undefined;
  } catch (error) {
    if (!(error instanceof TemplateRenderError)) throw error;
    return error.variable === undefined ? 'refused' : { name: error.variable };
  }
};

const variablesFor = async (dir: string, id: string, data: PreviewOptions['data']): Promise<StandardVariables> => {
  const shared = await sampleAt(dir, '_sample.json');
  const own = data ?? (existsSync(join(dir, id, 'sample.json')) ? await sampleAt(dir, id, 'sample.json') : {});
  // Strict rendering reports missing variables by name.
  return mergeSamples(shared, own) as unknown as StandardVariables;
};

/** @throws PreviewError */
const sampleAt = async (dir: string, ...path: string[]): Promise<Record<string, unknown>> => {
  const sample = await readSample(join(dir, ...path));
  if (typeof sample !== 'string') return sample;
  throw new PreviewError(
    `${displayPath(dir, ...path)}: ${sample}`,
    'write one JSON object of variable names and values',
  );
};

const render = async (
  dir: string,
  template: CompiledTemplate,
  variables: StandardVariables,
): Promise<RenderedTemplate> => {
  try {
    return renderTemplate(template, { ...variables });
  } catch (error) {
    if (!(error instanceof TemplateRenderError)) throw error;
    if (error.variable === undefined) throw new PreviewError(error.message, 'fix the template or its data');
    const name = (await readdir(join(dir, template.id))).find(file => file.startsWith(`${template.locale}.`)) ?? '';
    const files = await readTemplate(dir, template.id, []);
    const source = files?.locales.find(({ locale }) => locale === template.locale)?.text ?? '';
    const file = displayPath(dir, template.id, name);
    throw new PreviewError(
      `${file}:${lineOfVariable(source, error.variable) ?? 1}: variable "${error.variable}" is missing`,
      'add it to the data',
    );
  }
};
