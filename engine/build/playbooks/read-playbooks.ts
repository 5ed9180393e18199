import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Playbook } from '../../definition/playbook.ts';
import { displayPath } from '../../templates/read-template.ts';
import { parsePlaybook } from './parse-playbook.ts';
import type { PlaybookProblem } from './playbook-problem.ts';

export interface ReadPlaybooks {
  /** Sorted by id, without those that have problems. */
  playbooks: readonly Playbook[];
  problems: readonly PlaybookProblem[];
}

/** Reads every `<id>.md` of the folder; none if the folder does not exist. */
export const readPlaybooks = async (folder: string): Promise<ReadPlaybooks> => {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const playbooks: Playbook[] = [];
  const problems: PlaybookProblem[] = [];
  for (const name of names.filter(each => each !== 'index.ts').sort()) {
    const [file, id = ''] = [displayPath(folder, name), name.replace(/\.md$/, '')];
    if (!/^[a-z][a-z0-9-]*\.md$/.test(name)) {
      const fix = 'name it <id>.md with small letters, digits and hyphens, such as call-about-adoption.md';
      problems.push({ playbook: id, file, what: 'this is not a playbook', fix });
      continue;
    }
    const read = parsePlaybook(id, await readFile(join(folder, name), 'utf8'));
    if ('id' in read) playbooks.push(read);
    else problems.push(...read.map(fault => ({ playbook: id, file, ...fault })));
  }
  return { playbooks, problems };
};
