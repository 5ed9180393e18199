import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Plugin, transform } from 'esbuild';
import { root } from './root.ts';

/** Browsers since mid-2024: they all have popovers, `light-dark()` and adopted style sheets. */
const target = ['chrome123', 'firefox125', 'safari17.5'];

/** Entry points by output file: the element, and the module for surveys that ask for text. */
const widgetEntries = { 'daymark-prompts.js': 'index.ts', 'daymark-survey-words.js': 'survey-words.ts' } as const;

export type WidgetFile = keyof typeof widgetEntries;
export const widgetFiles = Object.keys(widgetEntries) as WidgetFile[];

/** A self-contained module; by default the embeddable element. The package contains them prebuilt. */
export const buildWidget = async (file: WidgetFile = 'daymark-prompts.js'): Promise<Uint8Array> => {
  const built = join(root, 'engine/widget', file);
  return existsSync(built) ? await readFile(built) : await bundleWidget(widgetEntries[file]);
};

const bundleWidget = async (entry: string): Promise<Uint8Array> => {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'engine/widget', entry)],
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target,
    plugins: [styleText],
    legalComments: 'none',
    logLevel: 'silent',
  });
  return outputFiles[0]?.contents ?? new Uint8Array();
};

/** Loads a style sheet as minified text, for the element to adopt. */
const styleText: Plugin = {
  name: 'style text',
  setup: ({ onLoad }) => {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, 'utf8'), { loader: 'css', minify: true, target });
      return { contents: withShortNames(code.trim()).replaceAll(/(:|,) (?=[\w#])/g, '$1'), loader: 'text' };
    });
  },
};

/** Shortens custom properties that pages do not set. */
const withShortNames = (css: string): string => {
  const names = [...new Set(css.match(/--(?!daymark)[a-z-]+/g))];
  return css.replace(/--(?!daymark)[a-z-]+/g, name => `--${names.indexOf(name).toString(36)}`);
};
