import type { Project } from '../../build/build-project.ts';
import type { KeptMemory } from '../../memory/memory-world.ts';
import { fileByContent, type PlayedFrom, pack, readPacked, writePacked } from '../content-cache.ts';

/** How many files to keep. */
const kept = 3;

/** Named by the inputs of the play. Without `until`, it has the state at the last event. */
export const standingFile = (project: Project, what: PlayedFrom): Promise<string> =>
  fileByContent({ folder: 'forecast', extension: '.world' }, project, what);

export const readStanding = async (file: string): Promise<KeptMemory | undefined> =>
  (await readPacked(file)) as KeptMemory | undefined;

export const writeStanding = (file: string, packed: Buffer): Promise<void> => writePacked(file, packed, kept);

/** Packed at once, because the world goes on. Omits sent mails: they affect nothing later, and are most of the data. */
export const packStanding = ({ core, ...all }: KeptMemory): Buffer =>
  pack({ ...all, core: { ...core, mailbox: { ...core.mailbox, mails: [] } } });
