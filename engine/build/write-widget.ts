import { mkdir, writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { buildWidget } from './build-widget.ts';

/** `npm run build:widget`: the file that applications serve from their own origin. */
const file = 'dist/daymark-prompts.js';

const code = await buildWidget();
await mkdir('dist', { recursive: true });
await writeFile(file, code);
console.log(`${file}: ${(gzipSync(code).length / 1000).toFixed(1)} kB with gzip`);
