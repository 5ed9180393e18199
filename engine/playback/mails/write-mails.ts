import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { AccountLabel } from '../report/stories-section.ts';
import type { AddressedMail } from './addressed-mail.ts';
import { besideMails, type FiledMail, fileMails } from './filed-mail.ts';
import { mailsByAccount, mailsByDate } from './mail-index.ts';

/**
 * Writes every mail as a page, an index by account and one by date, and `mails.jsonl` with the data that isn't on the
 * pages (addresses, headers, tags, text parts), in order of sending.
 */
export const writeMails = async (
  folder: string,
  mails: readonly AddressedMail[],
  labels: ReadonlyMap<string, AccountLabel>,
): Promise<void> => {
  const filed = fileMails(mails, labels);
  const folders = new Set(filed.map(({ file }) => dirname(file)));
  await mkdir(folder, { recursive: true });
  await Promise.all([...folders].map(name => mkdir(join(folder, name), { recursive: true })));
  await Promise.all([
    ...filed.map(({ file, mail }) => writeFile(join(folder, file), mail.html)),
    writeFile(join(folder, besideMails.byAccount), mailsByAccount(filed, labels)),
    writeFile(join(folder, besideMails.byDate), mailsByDate(filed, labels)),
    writeFile(join(folder, besideMails.list), filed.map(lineOf).join('')),
  ]);
};

const lineOf = ({ file, mail: { html: _, at, ...rest } }: FiledMail): string =>
  `${JSON.stringify({ file, at: new Date(at).toISOString(), ...rest })}\n`;
