import { basename } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { bundling } from '../infra/bundling.ts';

export interface FunctionBundle {
  name: string;
  code: Uint8Array;
  /** Which files went in, and how much of each was kept. */
  inputs: Metafile['outputs'][string]['inputs'];
}

/** Bundles every function as NodejsFunction does with the options of `infra/bundling.ts`, but all at once. */
export const bundleFunctions = async (): Promise<FunctionBundle[]> => {
  const { outputFiles, metafile } = await build({
    entryPoints: ['functions/*.ts'],
    outdir: 'bundles',
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    target: bundling.target,
    minify: bundling.minify,
    mainFields: bundling.mainFields,
    external: bundling.externalModules,
    banner: { js: bundling.banner },
    logLevel: 'silent',
  });
  return Object.entries(metafile.outputs).map(([path, { inputs }]) => {
    const file = outputFiles.find(each => each.path.endsWith(path));
    return { name: basename(path, '.js'), code: file?.contents ?? new Uint8Array(), inputs };
  });
};
