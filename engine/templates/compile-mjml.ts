import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import mjmlPackage from 'mjml/package.json' with { type: 'json' };

export interface CompiledMail {
  html: string;
  text: string;
}

/** An element that MJML rejects, with its line in the compiled source. */
export class MjmlError extends Error {
  override readonly name = 'MjmlError';
  readonly line: number;
  constructor(line: number, message: string) {
    super(message);
    this.line = line;
  }
}

/**
 * Compiles a whole MJML document to HTML and plain text with their Liquid intact. Loading MJML takes a second,
 * compiling a mail milliseconds; so results are kept in `cache`, by a hash of the source.
 * @throws MjmlError
 */
export const compileMjml = async (source: string, cache: string | undefined): Promise<CompiledMail> => {
  const file = cache && join(cache, `${keyOf(source)}.json`);
  const known = file && (await readCached(file));
  if (known) return known;
  const compiled = await compile(source);
  if (file) await keep(file, compiled);
  return compiled;
};

const compile = async (source: string): Promise<CompiledMail> => {
  const [{ default: mjml2html }, { plainText }] = await Promise.all([import('mjml'), import('./plain-text.ts')]);
  const { html } = await mjml2html(source, { validationLevel: 'strict', fonts: {}, keepComments: false }).catch(
    error => {
      throw mjmlError(error);
    },
  );
  const compact = html.replace(/^[ \t]+/gm, '').replace(/\n{2,}/g, '\n');
  return { html: compact, text: plainText(compact) };
};

const mjmlError = (error: unknown): MjmlError => {
  const details: unknown = error instanceof Error ? Reflect.get(error, 'errors') : undefined;
  const first: unknown = Array.isArray(details) ? details[0] : undefined;
  if (typeof first !== 'object' || first === null)
    return new MjmlError(1, String(error instanceof Error ? error.message : error));
  return new MjmlError(
    Number(Reflect.get(first, 'line')),
    `<${Reflect.get(first, 'tagName')}>: ${Reflect.get(first, 'message')}`,
  );
};

/** Increase it if this file or `plain-text.ts` changes the output for the same source. */
const revision = 1;

const keyOf = (source: string): string =>
  createHash('sha256').update(`${revision} ${mjmlPackage.version}\n${source}`).digest('hex').slice(0, 32);

const readCached = async (file: string): Promise<CompiledMail | undefined> => {
  try {
    const kept: unknown = JSON.parse(await readFile(file, 'utf8'));
    return isCompiledMail(kept) ? kept : undefined;
  } catch {
    return undefined;
  }
};

const isCompiledMail = (value: unknown): value is CompiledMail =>
  typeof value === 'object' && value !== null && 'html' in value && 'text' in value;

// Writes a temporary file and renames it, so that another process never reads half a file. A failure to write the cache
// is ignored.
const keep = async (file: string, compiled: CompiledMail): Promise<void> => {
  try {
    await mkdir(join(file, '..'), { recursive: true });
    await writeFile(`${file}.${process.pid}`, JSON.stringify(compiled));
    await rename(`${file}.${process.pid}`, file);
  } catch {}
};
