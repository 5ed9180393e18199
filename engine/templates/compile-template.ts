import type { CompiledTemplate } from '../definition/compiled-template.ts';
import type { TemplateInfo } from '../definition/template.ts';
import { checkRendering, checkSample, checkSource, requiredVariables } from './check-variables.ts';
import { compileEmail, type EmailContext } from './compile-email.ts';
import { compilePrompt } from './compile-prompt.ts';
import type { TemplateFiles } from './read-template.ts';
import { templateHash } from './template-hash.ts';
import type { TemplateProblem } from './template-problem.ts';
import { type LocaleSource, natureOf, parseSources, type TemplateNature } from './template-source.ts';

export interface CompileContext extends EmailContext {
  accountAttributes: readonly string[];
}

export interface TemplateResult {
  /** Undefined if the template can't be identified. If there are problems, no output is stored under its hash. */
  info?: TemplateInfo;
  compiled: ReadonlyMap<string, CompiledTemplate>;
  problems: readonly TemplateProblem[];
}

/** Compiles one template in all its locales, and checks it. */
export const compileTemplate = async (files: TemplateFiles, context: CompileContext): Promise<TemplateResult> => {
  const problems: TemplateProblem[] = [];
  const sources = parseSources(files, problems);
  const nature = natureOf(sources);
  if (!nature) return { compiled: new Map(), problems };
  const variables = new Set<string>();
  const compiled = new Map<string, CompiledTemplate>();
  for (const source of sources) {
    const provided = checkSource(source, nature, context.accountAttributes);
    for (const name of provided ?? []) variables.add(name);
    const template = provided && (await compileLocale(files.id, source, sources, nature, context));
    if (template) compiled.set(source.locale, template);
  }
  const sampled = checkSample(files, [...variables], problems);
  if (sampled && problems.length === 0) {
    for (const source of sources) {
      const template = compiled.get(source.locale);
      if (template) checkRendering(source, template, nature, files.sample);
    }
  }
  const info: TemplateInfo = {
    id: files.id,
    channel: files.channel,
    ...nature,
    locales: sources.map(({ locale }) => locale).sort(),
    variables: [...variables].sort(),
    required: problems.length === 0 ? requiredVariables(compiled.values(), nature, files.sample) : [],
    hash: templateHash(compiled.values()),
  };
  return { info, compiled, problems };
};

const compileLocale = async (
  id: string,
  source: LocaleSource,
  sources: readonly LocaleSource[],
  nature: TemplateNature,
  context: CompileContext,
): Promise<CompiledTemplate | undefined> => {
  if (source.channel === 'email') return compileEmail(id, source, nature, context);
  const english = sources[0];
  return english?.channel === 'prompt' ? compilePrompt(id, source, english, nature.class) : undefined;
};
