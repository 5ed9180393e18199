import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rename, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { besideMails } from './mails/filed-mail.ts';
import { aboutFile, type PlayFiles } from './play-files.ts';

/** How many earlier plays to keep. */
const kept = 5;

/**
 * Moves the files that a new play would overwrite to `plays/<n>` beside the timeline, and deletes all but the last five
 * plays. Returns the folder, or `undefined` if there was no play. Other files in these folders stay.
 */
export const keepFormerPlay = async ({ mail, ...files }: PlayFiles): Promise<string | undefined> => {
  const former = Object.values(files).filter(existsSync);
  const mails = await filesOfMails(mail);
  if (former.length + mails.length === 0) return undefined;
  const plays = join(dirname(files.timeline), 'plays');
  const folder = await nextFolder(plays);
  await Promise.all([
    ...former.map(file => move(file, join(folder, basename(file)))),
    ...mails.map(file => move(join(mail, file), join(folder, 'mail', file))),
  ]);
  await removeEmpty([...new Set(mails.map(dirname))].map(name => join(mail, name)));
  await forgetOld(plays);
  return folder;
};

/** Files of an earlier play's mails, from their list. */
const filesOfMails = async (folder: string): Promise<string[]> => {
  const list = join(folder, besideMails.list);
  if (!existsSync(list)) return [];
  const lines = (await readFile(list, 'utf8')).split('\n').filter(Boolean);
  const mails = lines.map(line => (JSON.parse(line) as { file: string }).file);
  return [...mails, ...Object.values(besideMails)].filter(file => existsSync(join(folder, file)));
};

/** Creates the next numbered folder; simultaneous plays get different ones. */
const nextFolder = async (plays: string): Promise<string> => {
  await mkdir(plays, { recursive: true });
  for (let number = Math.max(0, ...(await numbersIn(plays))) + 1; ; number++) {
    const folder = join(plays, String(number));
    try {
      await mkdir(folder);
      return folder;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
};

const numbersIn = async (plays: string): Promise<number[]> =>
  (await readdir(plays)).filter(name => /^[1-9]\d*$/.test(name)).map(Number);

const move = async (from: string, to: string): Promise<void> => {
  await mkdir(dirname(to), { recursive: true });
  try {
    await rename(from, to);
  } catch (error) {
    // Mails may be on another disk.
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    await cp(from, to);
    await rm(from);
  }
};

const removeEmpty = async (folders: readonly string[]): Promise<void> => {
  for (const folder of folders) if ((await readdir(folder)).length === 0) await rmdir(folder);
};

/** Deletes old plays. A numbered folder without a play isn't ours, and stays. */
const forgetOld = async (plays: string): Promise<void> => {
  const ours = (await numbersIn(plays)).filter(number => existsSync(join(plays, String(number), aboutFile)));
  const old = ours.sort((a, b) => b - a).slice(kept);
  await Promise.all(old.map(number => rm(join(plays, String(number)), { recursive: true })));
};
