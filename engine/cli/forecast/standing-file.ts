import type { Project } from '../../build/build-project.ts';
import type { KeptMemory } from '../../memory/memory-world.ts';
import { fileByContent, type PlayedFrom, pack, readPacked, writePacked } from '../content-cache.ts';

/** How many are kept. */
const kept = 3;

/** Named by all that it comes of. Without `until` it is how the play stood at the last event. */
export const standingFile = (project: Project, what: PlayedFrom): Promise<string> =>
  fileByContent({ folder: 'forecast', extension: '.world' }, project, what);

export const readStanding = async (file: string): Promise<KeptMemory | undefined> =>
  (await readPacked(file)) as KeptMemory | undefined;

export const writeStanding = (file: string, packed: Buffer): Promise<void> => writePacked(file, packed, kept);

/** At once, since the world goes on. Mails that are out already decide nothing any more, and are most of it. */
export const packStanding = ({ core, ...all }: KeptMemory): Buffer =>
  pack({ ...all, core: { ...core, mailbox: { ...core.mailbox, mails: [] } } });
