import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Project } from '../../build/build-project.ts';
import { type DrawnPictures, writeBuild } from '../../build/write-build.ts';

/** Build folders named by a hash of their content: enrollments in flight stay on the build they began with. */
export const buildStore = (folder: string) => {
  const folderOf = (hash: string): string => join(folder, hash);
  return {
    folderOf,
    /** Writes the project's build and returns its hash. `pictures`: pictures already drawn, or `true` to draw them. */
    write: async (project: Project, pictures: DrawnPictures | true = true): Promise<string> => {
      const next = join(folder, `.next-${process.pid}`);
      await writeBuild(project, next, { pictures });
      const hash = await hashOf(next);
      if (existsSync(folderOf(hash))) await rm(next, { recursive: true });
      else await rename(next, folderOf(hash));
      return hash;
    },
  };
};

export type BuildStore = ReturnType<typeof buildStore>;

/** Hash of the names and contents of all files in a folder. */
export const hashOf = async (folder: string): Promise<string> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter(entry => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const hash = createHash('sha256');
  for (const file of files.sort()) hash.update(`${file.slice(folder.length)}\n`).update(await readFile(file));
  return hash.digest('hex').slice(0, 12);
};
