import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { kindTablesIn } from './kind-tables.ts';
import { root } from './root.ts';

/**
 * `npm run kinds`: writes the tables of the kinds of steps and triggers, channels and connectors, with a line per
 * folder, and the docs of the kinds' words.
 */
for (const [path, table] of Object.entries(kindTablesIn(root))) await writeFile(join(root, path), table);

// Imported only now, because it reads the tables just written.
const { withWordTables } = await import('./word-tables.ts');
const docs = join(root, 'docs/write-a-journey.md');
await writeFile(docs, withWordTables(await readFile(docs, 'utf8')));
