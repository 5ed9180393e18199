import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, parse } from 'node:path';
import type * as z from 'zod';
import type { Project } from '../build/build-project.ts';
import { provenAmong } from '../build/proofs-of.ts';
import { describePromise } from '../journey/explain/describe-promise.ts';
import { listed } from '../journey/explain/words.ts';
import { type ExampleTogether, exampleTogether } from '../playback/example/example-together.ts';
import { overLimit } from '../playback/example/over-limit.ts';
import { brokenPromise, playableExample } from '../playback/example/playable-example.ts';
import { pathsOver } from '../promises/exceeded.ts';
import { dollarsOfMinute } from '../promises/path-costs.ts';
import { type Proven, prove } from '../promises/prove.ts';
import { unprovedTogether, worstDaysOf } from '../promises/together.ts';
import { playingDefaults } from './playing-options.ts';
import type { writtenExampleJson } from './verb-json.ts';

type WrittenExample = z.infer<typeof writtenExampleJson>;

/**
 * Writes events for the shortest way to break each promise or limit that a journey breaks, and for an account that
 * breaks each promise of the policy that isn't proved: the first to `file`, the others beside it.
 */
export const writeExamples = async (project: Project, file: string): Promise<WrittenExample[]> => {
  const definitions = project.journeys.map(({ definition }) => definition);
  const broken = new Set(project.diagnostics.filter(({ code }) => codes.has(code)).map(({ journey }) => journey));
  const written: WrittenExample[] = [];
  for (const definition of definitions.filter(({ id }) => broken.has(id))) {
    const proven = provenAmong(definitions, definition, project.templates);
    const journeys = [{ file: definition.id, definition, machine: proven.machine }];
    const alone: Project = { ...withoutProblems(project), journeys };
    for (const { told, example, ...what } of brokenIn(proven, project)) {
      const made = await playableExample({ project: alone, definition, example, broken: what.broken });
      const path = numbered(file, written.filter(each => each.file !== undefined).length + 1);
      if (made.breaks) await writeWhole(path, made.text);
      const missing = [...made.missing];
      written.push({ journey: definition.id, promise: told, missing, ...(made.breaks && { file: path }) });
    }
  }
  for (const { promise, made } of await brokenTogether(project)) {
    const path = numbered(file, written.filter(each => each.file !== undefined).length + 1);
    const { text, tried } = made;
    if (text !== undefined) await writeWhole(path, text);
    written.push({
      promise: describePromise(promise),
      missing: [],
      tried: [...tried],
      ...(text !== undefined && { file: path }),
    });
  }
  return written;
};

const writeWhole = async (path: string, text: string): Promise<void> => {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
};

/** Searches an account that breaks each promise of the policy that isn't proved. */
const brokenTogether = async (project: Project) => {
  const { catalog, templates, diagnostics } = project;
  if (!diagnostics.some(({ code }) => code === 'promise-not-proved')) return [];
  const definitions = project.journeys.map(({ definition }) => definition);
  const [first] = definitions;
  const all = definitions.map(definition => provenAmong(definitions, definition, templates));
  const unproved = (catalog.promises ?? []).filter(
    promise => first && unprovedTogether(all, promise, first.policy).length > 0,
  );
  const journeys = all.map(({ definition, machine }) => ({ file: definition.id, definition, machine }));
  const played: Project = { ...withoutProblems(project), journeys };
  const found: { promise: (typeof unproved)[number]; made: ExampleTogether }[] = [];
  for (const promise of unproved)
    found.push({ promise, made: await exampleTogether(played, promise, worstDaysOf(all, promise)) });
  return found;
};

/** The project without its problems: errors elsewhere, and the broken promise itself, must not prevent the play. */
const withoutProblems = (project: Project): Project => ({
  ...project,
  ...{ faults: [], problems: [], playbookProblems: [], diagnostics: [] },
});

const codes: ReadonlySet<string> = new Set(['broken-promise', 'limit-exceeded']);

/** The promises and limits that a journey breaks: in words, with an example path. */
const brokenIn = (proven: Proven, { catalog: { limits = {} }, team }: Project) => {
  const { definition } = proven;
  const promises = (definition.promises ?? []).flatMap(promise => {
    const { broken: example } = prove(proven, promise);
    return example ? [{ told: describePromise(promise), example, broken: brokenPromise(promise) }] : [];
  });
  const over = pathsOver(proven, limits, dollarsOfMinute(team, definition.policy));
  return [
    ...promises,
    ...over.map(({ limit, what, path }) => ({
      told: `The policy's limit ${limit}: ${what}.`,
      example: path,
      broken: overLimit(limit, limits[limit] ?? 0, path),
    })),
  ];
};

/** `broken.jsonl`, `broken-2.jsonl`. */
const numbered = (file: string, number: number): string => {
  const { dir, name, ext } = parse(file);
  return number === 1 ? file : `${dir === '' ? '' : `${dir}/`}${name}-${number}${ext}`;
};

export const describeExamples = (examples: readonly WrittenExample[], folder: string): string => {
  const from = folder === playingDefaults.journeys ? '' : ` --journeys ${folder}`;
  if (examples.length === 0)
    return 'Every promise and every limit of the journeys holds: there is no example to write.';
  return examples
    .map(({ journey, promise, file, missing, tried }) => {
      if (journey === undefined) return describeTogether({ promise, file, tried }, from);
      if (file !== undefined)
        return `${file} breaks a promise or limit of "${journey}": ${promise} See it: npx daymark run ${file} --journey ${journey}${from}${apart(file)}`;
      const why =
        missing.length > 0
          ? `it needs that ${listed(missing, 'and')}, which a few events can't cause`
          : 'conditions along the way may rule each other out';
      return `No events were found that break this promise or limit of "${journey}": ${promise} The path above may be possible; ${why}.`;
    })
    .join('\n');
};

/** A play of an example goes to a folder of its own, so that the last play of customers stays the last one. */
const apart = (file: string): string => {
  const folder = `.daymark/examples/${parse(file).name}`;
  return ` --timeline ${folder}/timeline.jsonl --mail ${folder}/mail`;
};

const describeTogether = (
  { promise, file, tried = [] }: Pick<WrittenExample, 'promise' | 'tried'> & { file: string | undefined },
  from: string,
): string =>
  file === undefined
    ? `No account was found that breaks this: ${promise} Up to 60 plays of one account with all journeys aligned the worst days of up to eight of them to the same day: ${listed(tried, 'and')}. The number above is an upper bound; conditions, caps or holds may keep every account below it.`
    : `${file} breaks a promise of the policy, by ${listed(tried, 'and')}: ${promise} See it: npx daymark run ${file}${from}${apart(file)}`;
