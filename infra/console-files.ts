import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeConsole } from '../engine/build/build-console.ts';
import { openApiDocument } from '../engine/views/open-api.ts';

/** Writes the static files that CloudFront serves: the console's pages, and the API's OpenAPI document. */
export const writeConsoleFiles = async (folder: string): Promise<void> => {
  await writeConsole(folder);
  await writeFile(join(folder, 'openapi.json'), JSON.stringify(openApiDocument()));
};
