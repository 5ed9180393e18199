import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createInstrumenter } from '@stryker-mutator/instrumenter';
import { createInjector } from 'typed-inject';

/** All mutants that Stryker makes of these files. */
export const listMutants = async files => {
  const silent = new Proxy({}, { get: () => () => false });
  const injector = createInjector()
    .provideValue('logger', silent)
    .provideValue('getLogger', () => silent);
  const sources = await Promise.all(
    files.map(async file => ({ name: resolve(file), content: await readFile(file, 'utf8'), mutate: true })),
  );
  const { mutants } = await createInstrumenter(injector).instrument(sources, {
    plugins: null,
    excludedMutations: [],
    ignorers: [],
  });
  return mutants.map(asReported);
};

/** Stryker counts lines and columns from 0 while it works, and from 1 in what it reports. */
export const asReported = ({ location: { start, end }, ...mutant }) => ({
  ...mutant,
  location: { start: fromOne(start), end: fromOne(end) },
});

const fromOne = ({ line, column }) => ({ line: line + 1, column: column + 1 });

/** What names a mutant, in every process and every run of the same text. */
export const mutantName = ({ fileName, location: { start, end }, replacement }) =>
  [fileName, start.line, start.column, end.line, end.column, replacement].join(' ');
