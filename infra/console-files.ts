import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeConsole } from '../engine/build/build-console.ts';
import { openApiDocument } from '../engine/views/open-api.ts';

/** Files that CloudFront serves beside the API: the console's pages, and the API's OpenAPI document. */
export const writeConsoleFiles = async (folder: string): Promise<void> => {
  await writeConsole(folder);
  await writeFile(join(folder, 'openapi.json'), JSON.stringify(openApiDocument()));
};
