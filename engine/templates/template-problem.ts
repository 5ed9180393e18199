/** Problems of a template; each stops the build. */
export const templateProblemCodes = [
  'unexpected-file',
  'missing-english',
  'missing-layout',
  'front-matter',
  'class-mismatch',
  'liquid-syntax',
  'liquid-lost',
  'mjml',
  'image-without-alt',
  'too-large',
  'unknown-variable',
  'sample',
  'does-not-render',
] as const;
export type TemplateProblemCode = (typeof templateProblemCodes)[number];

/** One problem of one file of a template: where, what, how to fix. */
export interface TemplateProblem {
  code: TemplateProblemCode;
  /** The template's id; absent for problems of the shared layout and of the folder itself. */
  template?: string;
  /** Path as the reader would open it. */
  file: string;
  /** From 1; absent when the problem is of the whole file. */
  line?: number;
  what: string;
  fix: string;
}

/** `file:line: what: how to fix`. */
export const describeProblem = ({
  file,
  line,
  what,
  fix,
}: Pick<TemplateProblem, 'file' | 'line' | 'what' | 'fix'>): string =>
  `${line === undefined ? file : `${file}:${line}`}: ${what}: ${fix}`;
