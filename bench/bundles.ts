import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { bundleFunctions } from '../infra/bundle/bundle-functions.ts';
import { inFolder } from './in-folder.ts';
import { type MeasuredFigure, median, type Part } from './part.ts';

/** Size of every function's bundle, and the median time of five fresh processes to import it. */
export const bundles: Part = tell =>
  inFolder(async folder => {
    const figures: MeasuredFigure[] = [];
    for (const { name, code } of await bundleFunctions()) {
      tell(name);
      const bundle = join(folder, `${name}.mjs`);
      await writeFile(bundle, code);
      const times: number[] = [];
      for (let run = 0; run < 5; run++) times.push(await importTime(bundle));
      figures.push(
        { name, value: code.length / 1000, unit: 'kB minified' },
        { name, value: gzipSync(code).length / 1000, unit: 'kB gzip' },
        { name, value: median(times), unit: 'ms import' },
      );
    }
    return figures;
  });

const execute = promisify(execFile);

/** Imports the bundle in a process of its own, from a folder without node_modules; in milliseconds. */
const importTime = async (bundle: string): Promise<number> => {
  const script = `const before = performance.now(); await import(${JSON.stringify(bundle)}); console.log(performance.now() - before); process.exit();`;
  const { stdout } = await execute(process.execPath, ['--input-type=module', '--eval', script]);
  return Number(stdout);
};
