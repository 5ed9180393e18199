import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, parse } from 'node:path';
import type * as z from 'zod';
import type { Project } from '../build/build-project.ts';
import { provenAmong } from '../build/proofs-of.ts';
import { tellPromise } from '../journey/explain/tell-promise.ts';
import { listed } from '../journey/explain/words.ts';
import { playableExample } from '../playback/example/playable-example.ts';
import { prove } from '../promises/prove.ts';
import { playingDefaults } from './playing-options.ts';
import type { writtenExampleJson } from './verb-json.ts';

type WrittenExample = z.infer<typeof writtenExampleJson>;

/** Of each promise that a journey does not keep, the shortest way to break it, as events: the first in the file, others beside it. */
export const writeExamples = async (project: Project, file: string): Promise<WrittenExample[]> => {
  const definitions = project.journeys.map(({ definition }) => definition);
  const broken = new Set(
    project.diagnostics.filter(({ code }) => code === 'broken-promise').map(({ journey }) => journey),
  );
  const written: WrittenExample[] = [];
  for (const definition of definitions.filter(({ id }) => broken.has(id))) {
    const proven = provenAmong(definitions, definition, project.templates);
    const journeys = [{ file: definition.id, definition, machine: proven.machine }];
    // What is wrong elsewhere, and the promise itself, does not keep it from being played.
    const alone: Project = { ...project, journeys, faults: [], problems: [], playbookProblems: [], diagnostics: [] };
    for (const promise of definition.promises ?? []) {
      const { broken: example } = prove(proven, promise);
      if (example === undefined) continue;
      const { text, breaks, missing } = await playableExample({ project: alone, definition, promise, example });
      const path = numbered(file, written.filter(each => each.file !== undefined).length + 1);
      if (breaks) await mkdir(dirname(path), { recursive: true }).then(() => writeFile(path, text));
      const told = { journey: definition.id, promise: tellPromise(promise), missing: [...missing] };
      written.push({ ...told, ...(breaks && { file: path }) });
    }
  }
  return written;
};

/** `broken.jsonl`, `broken-2.jsonl`. */
const numbered = (file: string, number: number): string => {
  const { dir, name, ext } = parse(file);
  return number === 1 ? file : `${dir === '' ? '' : `${dir}/`}${name}-${number}${ext}`;
};

export const tellExamples = (examples: readonly WrittenExample[], folder: string): string => {
  const from = folder === playingDefaults.journeys ? '' : ` --journeys ${folder}`;
  if (examples.length === 0) return 'Every promise of the journeys holds: there is no example to write.';
  return examples
    .map(({ journey, promise, file, missing }) => {
      if (file !== undefined)
        return `${file} breaks a promise of "${journey}": ${promise} See it: npx daymark run ${file} --journey ${journey}${from}`;
      const why =
        missing.length > 0
          ? `it takes that ${listed(missing, 'and')}, which is not brought about by a few events`
          : 'conditions along the way may rule each other out';
      return `No events were found that break the promise of "${journey}": ${promise} The path above stands as far as it is known; ${why}.`;
    })
    .join('\n');
};
