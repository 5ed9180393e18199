import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { root } from '../../engine/build/root.ts';
import { bundling } from './options.ts';

export interface FunctionBundle {
  name: string;
  code: Uint8Array;
  sourceMap: Uint8Array;
  /** Bundled files, with the bytes kept of each. */
  inputs: Metafile['outputs'][string]['inputs'];
}

/** Entry points: TypeScript in this repository, JavaScript in the package. */
const sources = async (): Promise<string[]> =>
  (await readdir(join(root, 'functions'))).filter(name => !name.endsWith('.d.ts')).map(name => `functions/${name}`);

/** Bundles every function of functions/ into one file each. */
export const bundleFunctions = async (): Promise<FunctionBundle[]> => {
  const { outputFiles, metafile } = await build({
    ...bundling,
    absWorkingDir: root,
    entryPoints: await sources(),
    entryNames: '[name]/index',
    outExtension: { '.js': '.mjs' },
    outdir: 'bundles',
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
  const contents = (path: string) => outputFiles.find(file => file.path.endsWith(path))?.contents ?? new Uint8Array();
  return Object.entries(metafile.outputs)
    .filter(([path]) => path.endsWith('.mjs'))
    .map(([path, { inputs }]) => ({
      name: basename(dirname(path)),
      code: contents(path),
      sourceMap: contents(`${path}.map`),
      inputs,
    }));
};

/** Writes a folder for each function: code, source map, and the build; pictures only if the function shows them. */
export const writeFunctions = async (folder: string, buildFolder: string): Promise<void> => {
  await rm(folder, { recursive: true, force: true });
  await Promise.all(
    (await bundleFunctions()).map(async ({ name, code, sourceMap }) => {
      const own = join(folder, name);
      await mkdir(own, { recursive: true });
      await writeFile(join(own, 'index.mjs'), code);
      await writeFile(join(own, 'index.mjs.map'), sourceMap);
      const shows = name === 'console-api';
      await cp(buildFolder, join(own, 'build'), {
        recursive: true,
        filter: path => shows || basename(path) !== 'pictures',
      });
    }),
  );
};
