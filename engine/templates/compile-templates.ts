import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CompiledTemplate } from '../definition/compiled-template.ts';
import type { TemplateInfo } from '../definition/template.ts';
import { checkLiquid, variablesWithLines } from './check-liquid.ts';
import { type CompileContext, compileTemplate, type TemplateResult } from './compile-template.ts';
import { isStandardVariable, reservedAccountAttributes } from './known-variables.ts';
import { mergeSamples } from './merge-samples.ts';
import { displayPath, readSample, readTemplate, type TemplateFiles, templateIds } from './read-template.ts';
import type { TemplateProblem } from './template-problem.ts';

export type { TemplateProblem } from './template-problem.ts';

export interface CompileOptions {
  /** Only this template. */
  only?: string;
  /** Account attributes that templates may use, in addition to the reserved ones. */
  accountAttributes?: readonly string[];
  /** Folder for the cache of compiled MJML; `false` recompiles everything. Default: `.daymark/cache/templates`. */
  cache?: string | false;
}

export interface CompiledTemplates {
  /** By id. */
  infos: TemplateInfo[];
  /** By content hash, then by locale. Templates with problems are not among them. */
  compiled: Map<string, ReadonlyMap<string, CompiledTemplate>>;
  problems: TemplateProblem[];
  /** Variables for each template's preview, by id: those of `_sample.json` and its own. */
  samples: Record<string, Readonly<Record<string, unknown>>>;
}

/** Compiles and checks every template of a folder. Problems are returned, not thrown. @throws TemplateFolderError */
export const compileTemplates = async (dir: string, options: CompileOptions = {}): Promise<CompiledTemplates> => {
  const result: CompiledTemplates = { infos: [], compiled: new Map(), problems: [], samples: {} };
  const context = await contextOf(dir, options, result.problems);
  const ids = (await templateIds(dir)).filter(id => options.only === undefined || id === options.only);
  const shared = await readSample(join(dir, '_sample.json'));
  for (const id of ids) {
    const files = await readTemplate(dir, id, result.problems);
    if (!files) continue;
    add(result, await compileOnce(files, context));
    result.samples[id] = mergeSamples(typeof shared === 'string' ? {} : shared, files.sample);
  }
  return result;
};

/** By the text of its files: `daymark dev` compiles all templates again whenever one of them changes. */
const compileOnce = async (files: TemplateFiles, context: CompileContext): Promise<TemplateResult> => {
  if (context.cache === undefined) return compileTemplate(files, context);
  const key = JSON.stringify([files, context]);
  const result = compiledBefore.get(key) ?? (await compileTemplate(files, context));
  if (compiledBefore.size >= mostCompiled) compiledBefore.clear();
  compiledBefore.set(key, result);
  return result;
};

const compiledBefore = new Map<string, TemplateResult>();
const mostCompiled = 1_000;

const add = (result: CompiledTemplates, { info, compiled, problems }: TemplateResult): void => {
  result.problems.push(...problems);
  if (!info) return;
  result.infos.push(info);
  // A template whose sample lacks a variable has an error, but can still be previewed.
  if (problems.every(({ code }) => code === 'sample')) result.compiled.set(info.hash, compiled);
};

const contextOf = async (
  dir: string,
  options: CompileOptions,
  problems: TemplateProblem[],
): Promise<CompileContext> => {
  const file = displayPath(dir, '_layout.mjml');
  return {
    layout: { file, text: await readLayout(join(dir, '_layout.mjml'), file, problems) },
    accountAttributes: [...reservedAccountAttributes, ...(options.accountAttributes ?? [])],
    cache: options.cache === false ? undefined : (options.cache ?? join('.daymark', 'cache', 'templates')),
  };
};

/** The fallback layout when the shared one is missing or broken, so that the mails themselves are still checked. */
const bareLayout = `<mjml><mj-head><mj-preview>[[ preheader ]]</mj-preview></mj-head>
<mj-body><mj-section><mj-column>[[ content ]]</mj-column></mj-section></mj-body></mjml>`;

const readLayout = async (path: string, file: string, problems: TemplateProblem[]): Promise<string> => {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) {
    problems.push({
      code: 'missing-layout',
      file,
      what: 'the layout that all mails share is missing',
      fix: 'write an MJML document with [[ preheader ]] and [[ content ]] in it',
    });
    return bareLayout;
  }
  const faults = checkLiquid(text);
  for (const fault of faults) problems.push({ code: 'liquid-syntax', file, ...fault });
  if (faults.length > 0) return bareLayout;
  for (const { name, line } of variablesWithLines(text)) {
    if (isStandardVariable(name)) continue;
    problems.push({
      code: 'unknown-variable',
      file,
      line,
      what: `${name} is not given to every mail`,
      fix: 'use account, contact, sender, links or today',
    });
  }
  if (!text.includes('[[ content ]]')) {
    problems.push({
      code: 'missing-layout',
      file,
      what: 'the layout has no place for the mail',
      fix: 'write [[ content ]] where the mail goes',
    });
    return bareLayout;
  }
  return text;
};
