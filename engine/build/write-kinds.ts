import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { kindTablesIn } from './kind-tables.ts';
import { root } from './root.ts';

/** `npm run kinds`: writes the tables of the kinds of steps and triggers, which have a line for each folder. */
for (const [path, table] of Object.entries(kindTablesIn(root))) await writeFile(join(root, path), table);
