import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from './root.ts';

/** Browsers since mid-2024: they all have `light-dark()` and `:has()`. */
const target = ['chrome123', 'firefox125', 'safari17.5'];

const folder = join(root, 'console');

export interface ConsoleFile {
  /** `console.js` */
  name: string;
  type: string;
  content: Uint8Array;
}

/** The console as static files, which need only the API. The package contains them prebuilt. */
export const buildConsole = async ({ sourceMap = false } = {}): Promise<ConsoleFile[]> => {
  const bundled = existsSync(join(folder, 'console.js'))
    ? await asTheyLie(['console.js', 'console.css'])
    : await bundle(sourceMap);
  return [...(await asTheyLie(['index.html', 'console.svg'])), ...bundled];
};

const asTheyLie = (names: readonly (keyof typeof types)[]): Promise<ConsoleFile[]> =>
  Promise.all(names.map(async name => ({ name, type: types[name], content: await readFile(join(folder, name)) })));

const bundle = async (sourceMap: boolean): Promise<ConsoleFile[]> => {
  const { outputFiles } = await build({
    entryPoints: [join(folder, 'main.tsx')],
    outfile: 'console.js',
    bundle: true,
    write: false,
    minify: true,
    sourcemap: sourceMap ? 'inline' : false,
    format: 'esm',
    platform: 'browser',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    target,
    legalComments: 'none',
    logLevel: 'silent',
  });
  return outputFiles.map(({ path, contents }): ConsoleFile => {
    const name = path.endsWith('.css') ? 'console.css' : 'console.js';
    return { name, type: types[name], content: contents };
  });
};

/** Writes the console's files into a folder and removes everything else in it. */
export const writeConsole = async (to: string): Promise<void> => {
  await rm(to, { recursive: true, force: true });
  await mkdir(to, { recursive: true });
  await Promise.all((await buildConsole()).map(({ name, content }) => writeFile(join(to, name), content)));
};

const types = {
  'index.html': 'text/html; charset=utf-8',
  'console.css': 'text/css; charset=utf-8',
  'console.js': 'text/javascript; charset=utf-8',
  'console.svg': 'image/svg+xml',
} as const;
