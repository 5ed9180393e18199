import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { buildConsole } from '../build/build-console.ts';
import type { Project } from '../build/build-project.ts';
import type { JourneyPicture } from '../definition/journey-picture.ts';
import type { MemoryWorld } from '../memory/memory-world.ts';
import { keepAnswers } from '../playback/html/keep-answers.ts';
import { reportPage } from '../playback/html/report-page.ts';

/** Writes the world's state as one page that opens from disk. `pictures`: journey pictures that are already drawn. */
export const writePage = async (
  file: string,
  world: MemoryWorld,
  project: Project,
  pictures?: ReadonlyMap<string, JourneyPicture>,
): Promise<void> => {
  const [files, answers] = await Promise.all([buildConsole(), keepAnswers(world, project, pictures)]);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, await reportPage(files, answers));
};
