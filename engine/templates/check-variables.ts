import type { CompiledTemplate } from '../definition/compiled-template.ts';
import { checkLiquid, lineOfVariable, variablesWithLines } from './check-liquid.ts';
import { isStandardVariable, leastVariables, standardVariableFault } from './known-variables.ts';
import type { TemplateFiles } from './read-template.ts';
import { renderTemplate, TemplateRenderError } from './render-template.ts';
import type { TemplateProblem } from './template-problem.ts';
import { type LocaleSource, piecesOf, type TemplateNature } from './template-source.ts';

/** Reports broken Liquid and standard variables that do not exist. Returns the variables that a step must provide. */
export const checkSource = (
  source: LocaleSource,
  nature: TemplateNature,
  accountAttributes: readonly string[],
): string[] | undefined => {
  const provided: string[] = [];
  let broken = false;
  for (const { text, line } of piecesOf(source)) {
    const faults = checkLiquid(text);
    for (const fault of faults) source.report('liquid-syntax', line + fault.line - 1, fault.what, fault.fix);
    if (faults.length > 0) {
      broken = true;
      continue;
    }
    for (const variable of variablesWithLines(text)) {
      const fault = standardVariableFault(
        variable.name,
        { channel: source.channel, class: nature.class },
        accountAttributes,
      );
      if (fault) source.report('unknown-variable', line + variable.line - 1, fault.what, fault.fix);
      if (!isStandardVariable(variable.name)) provided.push(variable.name.split('.')[0] ?? variable.name);
    }
  }
  return broken ? undefined : provided;
};

/** Reports variables that the sample lacks, and extra ones. */
export const checkSample = (
  { id, sample, sampleFile }: TemplateFiles,
  variables: readonly string[],
  problems: TemplateProblem[],
): boolean => {
  const report = (what: string, fix: string): void => {
    problems.push({ code: 'sample', template: id, file: sampleFile, what, fix });
  };
  const missing = variables.filter(name => !Object.hasOwn(sample, name));
  if (missing.length > 0)
    report(`there is no sample of ${missing.join(', ')}`, 'add a realistic value: previews use it');
  const unused = Object.keys(sample).filter(name => !variables.includes(name) && !isStandardVariable(name));
  if (unused.length > 0) report(`no text of the template uses ${unused.join(', ')}`, 'remove it, or correct the name');
  return missing.length === 0;
};

/**
 * Renders with the sample, and again without everything that may be missing: a touch must not fail for lack of a first
 * name.
 */
export const checkRendering = (
  source: LocaleSource,
  compiled: CompiledTemplate,
  nature: TemplateNature,
  sample: TemplateFiles['sample'],
): void => {
  const data = Object.fromEntries(Object.entries(sample).filter(([name]) => !isStandardVariable(name)));
  try {
    renderTemplate(compiled, { ...leastVariables(nature.class, nature.survey !== undefined), ...data });
  } catch (error) {
    if (!(error instanceof TemplateRenderError)) throw error;
    const { variable } = error;
    const line =
      variable === undefined
        ? undefined
        : piecesOf(source).flatMap(piece => {
            const found = lineOfVariable(piece.text, variable);
            return found === undefined ? [] : [piece.line + found - 1];
          })[0];
    const what = variable === undefined ? error.message : `${variable} may be missing, and then this does not render`;
    source.report(
      'does-not-render',
      line,
      what,
      `give it a default, {{ ${variable ?? 'name'} | default: "..." }}, or say {% if ${variable ?? 'name'} %} around it`,
    );
  }
};

/** Sample variables that the template can't render without. */
export const requiredVariables = (
  compiled: Iterable<CompiledTemplate>,
  nature: TemplateNature,
  sample: TemplateFiles['sample'],
): string[] => {
  const given = { ...leastVariables(nature.class, nature.survey !== undefined), ...sample };
  const templates = [...compiled];
  return Object.keys(sample)
    .filter(name => !isStandardVariable(name))
    .filter(name => templates.some(each => !renders(each, { ...given, [name]: undefined })))
    .sort();
};

const renders = (compiled: CompiledTemplate, variables: Parameters<typeof renderTemplate>[1]): boolean => {
  try {
    renderTemplate(compiled, variables);
    return true;
  } catch (error) {
    if (error instanceof TemplateRenderError) return false;
    throw error;
  }
};
