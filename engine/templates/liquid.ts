import { Liquid, type Template } from 'liquidjs';
import { allowedFilters, allowedTags } from './allowed-liquid.ts';
import { longDate, money, number, plusDays } from './liquid-filters.ts';
import { renderAtOnce } from './render-at-once.ts';

/**
 * The format that values are escaped for: an HTML page, a Markdown body, or nothing (subjects, plain text, addresses).
 */
export type OutputFormat = 'html' | 'markdown' | 'plain';

/** Our own filters, which follow the locale of the template and the account's time zone. */
export const ownFilters = { longDate, plusDays, number, money } as const;

/**
 * Parses each source once, since a process renders the same few templates again and again. @throws ParseError of
 * liquidjs
 */
export const parseLiquid = (source: string, output: OutputFormat): Template[] => {
  const cached = parsed[output].get(source);
  if (cached) return cached;
  const templates = engines[output].parse(source);
  parsed[output].set(source, templates);
  return templates;
};

/** @throws UndefinedVariableError and RenderError of liquidjs */
export const renderLiquid = (source: string, output: OutputFormat, variables: object, locale: string): string =>
  engines[output].renderSync(parseLiquid(source, output), variables, { globals: { renderLocale: locale } });

/** Names that the source reads from outside, such as `account.name`, without those it assigns itself. */
export const variablesOf = (source: string): string[] =>
  engines.plain.globalFullVariablesSync(parseLiquid(source, 'plain'));

/** Outputs and tags of a source, each with the position where it begins. */
export const liquidTokens = (source: string): { text: string; at: number }[] =>
  [...source.matchAll(/\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g)].map(match => ({ text: match[0], at: match.index }));

const createEngine = (outputEscape?: 'escape' | ((value: unknown) => string)): Liquid => {
  const engine = new Liquid({
    strictFilters: true,
    strictVariables: true,
    // Missing values are allowed in `if` and `default` only.
    lenientIf: true,
    ownPropertyOnly: true,
    relativeReference: false,
    ...(outputEscape && { outputEscape }),
  });
  for (const tag of Object.keys(engine.tags)) if (!included(allowedTags, tag)) delete engine.tags[tag];
  for (const filter of Object.keys(engine.filters)) {
    if (!included(allowedFilters, filter)) engine.unregisterFilter(filter);
  }
  for (const [name, filter] of Object.entries(ownFilters)) engine.registerFilter(name, filter);
  renderAtOnce(engine);
  return engine;
};

const included = (names: readonly string[], name: string): boolean => names.includes(name);

// CommonMark lets any ASCII punctuation be escaped by a backslash; these are the ones with a meaning.
const escapeMarkdown = (value: unknown): string => String(value ?? '').replace(/[\\`*_{}[\]<>()#&|~!]/g, '\\$&');

const engines: Record<OutputFormat, Liquid> = {
  html: createEngine('escape'),
  markdown: createEngine(escapeMarkdown),
  plain: createEngine(),
};

const parsed: Record<OutputFormat, Map<string, Template[]>> = {
  html: new Map(),
  markdown: new Map(),
  plain: new Map(),
};
