import { progress, progressText } from '../playback/progress.ts';
import { playKept } from './play-kept.ts';
import { writePage } from './write-page.ts';

/** Plays what a folder keeps once more in memory, and writes what it came to as a page. @throws UserError */
export const reportHtml = async (folder: string, file: string): Promise<void> => {
  const bar = progress();
  const { world, project } = await playKept(folder, now => bar.show(progressText(now))).finally(bar.clear);
  await writePage(file, world, project);
  console.log(file);
};
