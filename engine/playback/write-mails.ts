import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SentMail } from '../local/mailbox.ts';

/** Writes every mail as `<number>-<step>.html`, `.txt` and `.json` (headers and tags), in order of sending. */
export const writeMails = async (folder: string, mails: readonly SentMail[]): Promise<void> => {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
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
