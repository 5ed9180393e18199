import { rmSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';

/** Claims the folder for this process's state, or returns the process that already uses it. */
export const claimFolder = async (folder: string, url: string): Promise<{ release(): void } | { by: string }> => {
  const file = join(folder, 'owner.json');
  const owner = await ownerIn(file);
  if (owner && (await isThere(owner))) return { by: `${owner.url} (process ${owner.process})` };
  await mkdir(folder, { recursive: true });
  await writeFile(file, JSON.stringify({ process: process.pid, url }));
  return { release: () => rmSync(file, { force: true }) };
};

type Owner = z.infer<typeof owner>;
const owner = z.object({ process: z.int(), url: z.url() });

const ownerIn = async (file: string): Promise<Owner | undefined> => {
  try {
    return owner.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return undefined;
  }
};

/** Asks the URL too: a killed process leaves its file behind, and its id may have been reused. */
const isThere = async ({ process: id, url }: Owner): Promise<boolean> => {
  if (!isRunning(id)) return false;
  return fetch(`${url}/dev/clock`, { signal: AbortSignal.timeout(5_000) }).then(
    ({ ok }) => ok,
    () => false,
  );
};

export const isRunning = (id: number): boolean => {
  try {
    return process.kill(id, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};
