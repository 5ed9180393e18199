import { cp, mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder of templates with the shipped layout and sample, and these files. */
export const templateFolder = async (files: Readonly<Record<string, string>>): Promise<string> => {
  const dir = await mkdtemp(join(tmpdir(), 'daymark-templates-'));
  await Promise.all(['_layout.mjml', '_sample.json'].map(name => cp(join('templates', name), join(dir, name))));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(dir, name)), { recursive: true });
    await writeFile(join(dir, name), text);
  }
  return dir;
};

/** A mail with this body, and these lines instead of the usual front matter. */
export const mail = (body: string, matter = 'class: lifecycle\ntopic: news'): string =>
  `---\nsubject: Hello\npreheader: There is news.\n${matter}\n---\n${body}\n`;
