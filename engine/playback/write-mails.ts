import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SentMail } from '../local/sent-mail.ts';

/** Writes every mail as `<number>-<step>.html`, `.txt` and `.json` (headers and tags), in order of sending. */
export const writeMails = async (folder: string, mails: readonly SentMail[]): Promise<void> => {
  await mkdir(folder, { recursive: true });
  await removeMails(folder);
  const digits = String(mails.length).length;
  for (const [index, { html, text, ...rest }] of mails.entries()) {
    const base = join(folder, `${String(index + 1).padStart(digits, '0')}-${rest.tags.step ?? 'mail'}`);
    const head = { ...rest, at: new Date(rest.at).toISOString() };
    await Promise.all([
      writeFile(`${base}.html`, html),
      writeFile(`${base}.txt`, text),
      writeFile(`${base}.json`, `${JSON.stringify(head, null, 2)}\n`),
    ]);
  }
};

/** Mails of an earlier run. Whatever else lies in the folder is not ours. */
const removeMails = async (folder: string): Promise<void> => {
  const names = (await readdir(folder)).filter(name => /^\d+-[A-Za-z0-9_-]+\.(html|txt|json)$/.test(name));
  await Promise.all(names.map(name => rm(join(folder, name))));
};
