import { play } from '../playback/play.ts';
import { progress, progressText } from '../playback/progress.ts';
import { catalogOf, journeysOf } from '../playback/source.ts';
import { readKeptPlay } from './kept-play.ts';
import { UserError } from './user-error.ts';
import { heldInMemory, writePage } from './write-page.ts';

/** Plays what a folder keeps once more in memory, and writes what it came to as a page. @throws UserError */
export const reportHtml = async (folder: string, file: string): Promise<void> => {
  const { about, source, recorded } = await readKeptPlay(folder);
  if (!('project' in source))
    throw new UserError(
      'a page is made of the sources of journeys, and this play was one of what `cdk synth` wrote',
      'play the events through the sources: `npx daymark simulate <events.jsonl>`',
      2,
    );
  const bar = progress();
  const { inWorld, world } = heldInMemory();
  await play({
    recorded,
    journeys: journeysOf(source),
    catalog: catalogOf(source),
    start: inWorld({ ...source, buildFolder: '', seed: about.seed }),
    until: about.to,
    progress: now => bar.show(progressText(now)),
  }).finally(bar.clear);
  await writePage(file, world(), source.project);
  console.log(file);
};
