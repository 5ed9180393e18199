import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

test('llms.txt names each page of the documentation once, by its title, and nothing that is not there', () => {
  const links = [...read('llms.txt').matchAll(/^- \[(.+?)\]\((.+?)\): \S/gm)].map(([, title, file = '']) => [
    file,
    title,
  ]);
  const docs = readdirSync(join(root, 'docs')).filter(file => file.endsWith('.md'));
  const pages = ['README.md', 'CONTRIBUTING.md', 'docs/decisions/README.md', ...docs.map(file => `docs/${file}`)];
  expect(links.map(([file]) => file).sort()).toEqual(pages.sort());
  for (const [file = '', title] of links) expect([file, title]).toEqual([file, /^# (.*)$/m.exec(read(file))?.[1]]);
});
