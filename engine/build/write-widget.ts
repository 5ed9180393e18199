import { mkdir, writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { buildWidget, widgetFiles } from './build-widget.ts';

/** `npm run build:widget`: writes the files that applications serve from their own origin. */
await mkdir('dist', { recursive: true });
for (const file of widgetFiles) {
  const code = await buildWidget(file);
  await writeFile(`dist/${file}`, code);
  console.log(`dist/${file}: ${(gzipSync(code).length / 1000).toFixed(1)} kB with gzip`);
}
