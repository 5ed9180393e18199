import { allowedFilters, allowedTags } from './allowed-liquid.ts';
import { liquidTokens, ownFilters, parseLiquid, variablesOf } from './liquid.ts';

/** A problem in the Liquid of a source. */
export interface LiquidFault {
  /** Line in the source, from 1. */
  line: number;
  what: string;
  fix: string;
}

/** Faults of the source's Liquid. Only the first parse error is reported: later ones usually follow from it. */
export const checkLiquid = (source: string): LiquidFault[] => {
  const forbidden = forbiddenFilter(source);
  if (forbidden) return [forbidden];
  try {
    parseLiquid(source, 'plain');
    return [];
  } catch (error) {
    return [explain(error)];
  }
};

/** Liquid that MJML dropped: it drops text between its elements, and a tag lost there would break a condition. */
export const lostLiquid = (source: string, compiled: string): LiquidFault[] => {
  const lost = liquidTokens(source).find(token => !compiled.includes(token.text));
  if (!lost) return [];
  return [
    {
      line: lineAt(source, lost.at),
      what: `MJML loses ${lost.text} here`,
      fix: 'put it inside <mj-text>, or around elements as <mj-raw>{% ... %}</mj-raw>; inside an attribute use single quotes',
    },
  ];
};

/** Line of the first Liquid that mentions the variable, from 1. */
export const lineOfVariable = (source: string, variable: string): number | undefined => {
  const mention = new RegExp(`(?<![\\w.])${variable.replaceAll('.', '\\.')}(?!\\w)`);
  const token = liquidTokens(source).find(({ text }) => mention.test(text));
  return token && lineAt(source, token.at);
};

/** Variables a source reads, each once, with the line of the first mention. */
export const variablesWithLines = (source: string): { name: string; line: number }[] =>
  [...new Set(variablesOf(source))].map(name => ({ name, line: lineOfVariable(source, name) ?? 1 }));

const lineAt = (source: string, at: number): number => source.slice(0, at).split('\n').length;

const forbiddenFilter = (source: string): LiquidFault | undefined => {
  for (const token of liquidTokens(source)) {
    const [, filter] = /\|\s*(raw|escape|escape_once|xml_escape|h|date)\b/.exec(withoutStrings(token.text)) ?? [];
    if (!filter) continue;
    const fix =
      filter === 'date'
        ? 'use "longDate", which follows the locale and the account\'s time zone'
        : 'remove it: every value is escaped exactly once, on output';
    return { line: lineAt(source, token.at), what: `the filter "${filter}" is not allowed`, fix };
  }
  return undefined;
};

const withoutStrings = (token: string): string => token.replace(/"[^"]*"|'[^']*'/g, '""');

const explain = (error: unknown): LiquidFault => {
  const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
  const what = message.replace(/, (file:\S+, )?line:\d+, col:\d+$/, '').replace(/^(Parse|Tokenization)Error: /, '');
  const line = Number(/line:(\d+)/.exec(message)?.[1] ?? 1);
  return { line, what, fix: fixFor(what) };
};

const fixFor = (what: string): string => {
  const [, unclosed] = /^tag .*?(if|unless|case|for|comment)\b.* not closed/.exec(what) ?? [];
  if (unclosed) return `close it with {% end${unclosed} %}`;
  if (what.startsWith('undefined filter'))
    return `the filters are ${[...allowedFilters, ...Object.keys(ownFilters)].join(', ')}`;
  if (/^tag ".*" not found/.test(what)) return `the tags are ${allowedTags.join(', ')}`;
  return 'write values as {{ name }} and tags as {% if name %} ... {% endif %}';
};
