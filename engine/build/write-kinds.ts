import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { kindTablesIn } from './kind-tables.ts';
import { root } from './root.ts';

/** `npm run kinds`: writes the tables of the kinds of steps and triggers, which have a line for each folder, and those of their words. */
for (const [path, table] of Object.entries(kindTablesIn(root))) await writeFile(join(root, path), table);

// Reads those tables: only now do they have the line of a new folder.
const { withWordTables } = await import('./word-tables.ts');
const docs = join(root, 'docs/write-a-journey.md');
await writeFile(docs, withWordTables(await readFile(docs, 'utf8')));
