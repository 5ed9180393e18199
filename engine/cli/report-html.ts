import { progress, progressText } from '../playback/progress.ts';
import { playKept } from './play-kept.ts';
import { writePage } from './write-page.ts';

/** Plays a folder's play again in memory, and writes the end as an HTML page. @throws UserError */
export const reportHtml = async (folder: string, file: string): Promise<void> => {
  const bar = progress();
  const { world, project } = await playKept(folder, now => bar.show(progressText(now))).finally(bar.clear);
  await writePage(file, world, project);
  console.log(file);
};
