import { type Code, call, literalCode, object, printCode, wordsUsed } from './code.ts';

/** A converted journey from another tool, in a format independent of the tool. */
export interface JourneySketch {
  id: string;
  /** Its origin, in a sentence. */
  origin: string;
  options: Readonly<Record<string, Code | undefined>>;
  steps: readonly Code[];
  templates: readonly SketchedTemplate[];
  /** Parts that were left out or changed. */
  notes: readonly CarryNote[];
}

export interface SketchedTemplate {
  id: string;
  /** Default: English. */
  locale?: string;
  mjml: string;
}

export interface CarryNote {
  /** The part of the other tool's journey. */
  what: string;
  why: string;
  /** The fix. */
  instead: string;
}

/** Names imported from `#engine`; all others come from the catalog. */
const engineWords: ReadonlySet<string> = new Set([
  ...['all', 'any', 'not', 'minutes', 'hours', 'days', 'weeks', 'months', 'businessDays', 'oneOf'],
  ...['atLeast', 'atMost', 'above', 'below', 'anythingBut', 'within', 'ever', 'sinceEnrollment'],
]);

/** The TypeScript source of the journey. */
export const writeJourney = ({ id, origin, options, steps }: JourneySketch): string => {
  const code = call('journey', literalCode(id), object({ ...options, steps: { list: steps } }));
  const names = [...new Set(wordsUsed(code))].sort();
  const imports = [
    importOf(
      names.filter(name => engineWords.has(name)),
      '#engine',
    ),
    importOf(
      names.filter(name => !engineWords.has(name)),
      './catalog.ts',
    ),
  ];
  return `${imports.join('')}\n/** ${origin.replaceAll('*/', '* /')} */\nexport default ${printCode(code, 0, 120)};\n`;
};

const importOf = (names: readonly string[], from: string): string => {
  if (names.length === 0) return '';
  const flat = `import { ${names.join(', ')} } from '${from}';\n`;
  return flat.length <= 121 ? flat : `import {\n${names.map(name => `  ${name},\n`).join('')}} from '${from}';\n`;
};
