import { isMap, LineCounter, parseDocument } from 'yaml';
import * as z from 'zod';
import { messageClasses } from '../definition/policy.ts';
import { promptKinds, type SurveyKind, surveyScales } from '../definition/prompt-look.ts';

/** The fields between the two `---` at the top of a template file. */
export type EmailMatter = z.infer<typeof emailMatter>;
export type PromptMatter = z.infer<typeof promptMatter>;
export type Matter = EmailMatter | PromptMatter;

export interface FrontMatter<M> {
  matter: M;
  /** The file with its front matter blanked out, so that positions still match the file. */
  body: string;
  /** Line of a key in the file, from 1. */
  lineOf(key: string): number;
}

export interface FrontMatterError {
  line: number;
  what: string;
  fix: string;
}

export const parseEmailMatter = (file: string): FrontMatter<EmailMatter> | FrontMatterError[] =>
  parseMatter(file, emailMatter);
export const parsePromptMatter = (file: string): FrontMatter<PromptMatter> | FrontMatterError[] =>
  parseMatter(file, promptMatter);

const line = z.string().trim().min(1);
const slug = /^[a-z][a-z0-9-]*$/;
// Fields that must be set in `en.*`; a translation may repeat them.
const shared = {
  class: z.enum(messageClasses).optional(),
  topic: z.string().regex(slug, 'a topic is written like product-guidance').optional(),
};
const survey = z.enum(Object.keys(surveyScales) as SurveyKind[]).optional();
const emailMatter = z.strictObject({ subject: line, preheader: line, ...shared, survey });
const promptMatter = z.strictObject({
  ...shared,
  title: line,
  kind: z.enum(promptKinds).optional(),
  placement: line.optional(),
  dismissible: z.boolean().optional(),
  priority: z.int().min(0).max(100).optional(),
  paths: z
    .array(line.regex(/^[/*]\S*$/, 'a path begins with / or *, such as /billing/*'))
    .min(1)
    .optional(),
  anchor: line.optional(),
  survey,
  low: line.optional(),
  high: line.optional(),
  actions: z
    .array(
      z
        .strictObject({
          id: z.string().regex(slug, 'an id is written like talk-to-csm').optional(),
          label: line,
          url: line.optional(),
          style: z.enum(['primary', 'secondary']).optional(),
        })
        .refine(action => action.url !== undefined || action.id !== undefined, {
          error: 'an action without url needs an id, which says what was chosen',
        }),
    )
    .max(8)
    .default([]),
});

/** The parsed front matter of a file, or its errors. */
export const parseMatter = <M>(file: string, schema: z.ZodType<M>): FrontMatter<M> | FrontMatterError[] => {
  const match = /^---\r?\n([\s\S]*?)\r?\n---[ \t]*(\r?\n|$)/.exec(file);
  if (!match)
    return [
      { line: 1, what: 'there is no front matter', fix: `begin the file with ---, then ${keysOf(schema)}, then ---` },
    ];
  const lines = new LineCounter();
  const document = parseDocument(match[1] ?? '', { lineCounter: lines });
  // The YAML begins at the file's second line.
  const lineAt = (offset: number): number => lines.linePos(offset).line + 1;
  const lineOf = (key: string): number => {
    const pair = isMap(document.contents) ? document.contents.items.find(item => String(item.key) === key) : undefined;
    const range = typeof pair?.key === 'object' && pair.key !== null ? Reflect.get(pair.key, 'range') : undefined;
    return Array.isArray(range) ? lineAt(Number(range[0])) : 1;
  };
  const [broken] = document.errors;
  if (broken) {
    const what = `the front matter is not YAML (${broken.message.split('\n')[0]?.replace(/ at line.*$/, '')})`;
    return [{ line: lineAt(broken.pos[0]), what, fix: 'put texts that contain : or # or begin with { in quotes' }];
  }
  const result = schema.safeParse(document.toJS());
  if (!result.success) return result.error.issues.map(issue => explain(issue, lineOf, keysOf(schema)));
  return { matter: result.data, body: blank(match[0]) + file.slice(match[0].length), lineOf };
};

const explain = (issue: z.core.$ZodIssue, lineOf: (key: string) => number, keys: string): FrontMatterError => {
  if (issue.code === 'unrecognized_keys') {
    return {
      line: lineOf(issue.keys[0] ?? ''),
      what: `the front matter has no "${issue.keys.join('", "')}"`,
      fix: `it knows ${keys}`,
    };
  }
  const key = String(issue.path[0] ?? '');
  const missing = issue.code === 'invalid_type' && issue.message.endsWith('received undefined');
  if (missing)
    return {
      line: 1,
      what: `"${issue.path.join('.')}" is missing`,
      fix: `add it to the front matter, between the two ---`,
    };
  return {
    line: lineOf(key),
    what: `"${issue.path.join('.')}" is wrong (${issue.message})`,
    fix: 'change it in the front matter',
  };
};

const keysOf = (schema: z.ZodType): string =>
  schema instanceof z.ZodObject ? Object.keys(schema.shape).join(', ') : 'its keys';

const blank = (text: string): string => text.replace(/[^\n]/g, ' ');
