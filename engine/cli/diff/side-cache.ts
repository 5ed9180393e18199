import type { Project } from '../../build/build-project.ts';
import type { PlayedSide } from '../../diff/effect/played-side.ts';
import { fileByContent, pack, readPacked, writePacked } from '../content-cache.ts';
import type { ToPlay } from './play-side.ts';

/** How many plays to keep. */
const kept = 6;

export const sideFile = (project: Project, what: ToPlay): Promise<string> =>
  fileByContent({ folder: 'diff', extension: '.play' }, project, what);

export const readSide = async (file: string): Promise<PlayedSide | undefined> =>
  (await readPacked(file)) as PlayedSide | undefined;

export const writeSide = (file: string, side: PlayedSide): Promise<void> => writePacked(file, pack(side), kept);
