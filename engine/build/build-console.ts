import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Browsers since mid-2024: they all have `light-dark()` and `:has()`. */
const target = ['chrome123', 'firefox125', 'safari17.5'];

const folder = fileURLToPath(new URL('../../console/', import.meta.url));

export interface ConsoleFile {
  /** `console.js` */
  name: string;
  type: string;
  content: Uint8Array;
}

/** The pages of the console, as static files that need nothing beside them but the API. */
export const buildConsole = async ({ sourceMap = false } = {}): Promise<ConsoleFile[]> => {
  const { outputFiles } = await build({
    entryPoints: [`${folder}main.tsx`],
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
  const bundled = outputFiles.map(({ path, contents }): ConsoleFile => {
    const name = path.endsWith('.css') ? 'console.css' : 'console.js';
    return { name, type: types[name], content: contents };
  });
  const own = await Promise.all(
    (['index.html', 'console.svg'] as const).map(
      async (name): Promise<ConsoleFile> => ({ name, type: types[name], content: await readFile(`${folder}${name}`) }),
    ),
  );
  return [...own, ...bundled];
};

/** Writes them into a folder, which holds nothing else afterwards. */
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
