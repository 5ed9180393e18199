import { createHash } from 'node:crypto';
import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import { changedFiles } from './changed.ts';
import { decisionFiles } from './decisions.ts';
import { describeMutants } from './describe-mutants.mjs';

/** Mutates decisions, and fails when the fast tests let too many mutants pass. Runs in the root of the project. */
const help = `Usage: npm run mutants -- [options] [files or folders of decisions]

Mutates the decisions that changed, or those named, and lists what the fast tests let pass.

  --seed <text>       draws files and mutants (default 1)
  --files <n>         at most so many files (default 24)
  --sample <n>        at most so many mutants (default 200)
  --seconds <n>       tries mutants for so long (default 60)
  --at-least <n>      percentage that the tests must find (default 85)
  --help              this`;

const options = {
  seed: { type: 'string', default: '1' },
  files: { type: 'string', default: '24' },
  sample: { type: 'string', default: '200' },
  seconds: { type: 'string', default: '60' },
  'at-least': { type: 'string', default: '85' },
  help: { type: 'boolean', short: 'h', default: false },
};

const asked = () => {
  try {
    return parseArgs({ allowPositionals: true, options });
  } catch (error) {
    console.error(`${error.message}\n\n${help}`);
    return process.exit(2);
  }
};

const { values, positionals } = asked();
if (values.help) {
  console.log(help);
  process.exit();
}
// Loaded only now: the help needs neither.
const { Stryker } = await import('@stryker-mutator/core');
const { listMutants, mutantName } = await import('./list-mutants.mjs');

const atLeast = Number(values['at-least']);

const chooseFiles = () => {
  const all = decisionFiles();
  if (positionals.length > 0) {
    return all.filter(file => positionals.some(named => `${file}/`.startsWith(`${relative('.', named)}/`)));
  }
  const changed = new Set(changedFiles());
  const since = all.filter(file => changed.has(file));
  return since.length > 0 ? since : all;
};

const lot = name =>
  createHash('sha256')
    .update(values.seed + name)
    .digest('hex');

/** The first of them by lot. */
const drawn = (all, most, nameOf) =>
  all
    .map(each => ({ each, place: lot(nameOf(each)) }))
    .sort((a, b) => (a.place < b.place ? -1 : 1))
    .slice(0, Number(most))
    .map(({ each }) => each);

// Before the first mutant all tests run that reach one of the files: of many files these are all tests.
const files = drawn(chooseFiles(), values.files, file => file);
const mutants = await listMutants(files);
const sample = drawn(mutants, values.sample, mutant =>
  mutantName({ ...mutant, fileName: relative('.', mutant.fileName) }),
);
console.log(
  `${sample.length} of ${mutants.length} mutants of ${files.length} decision files, drawn with --seed ${values.seed}`,
);
if (sample.length === 0) process.exit();

const names = new Set(sample.map(mutantName));
const results = await new Stryker({
  mutate: [...new Set(sample.map(({ fileName }) => relative('.', fileName)))],
  plugins: [new URL('./sampled-runner.mjs', import.meta.url).href],
  testRunner: 'sampled-vitest',
  vitest: { configFile: '.ci/mutation/vitest.config.ts' },
  sample: { names: [...names], seconds: Number(values.seconds) },
  // What only runs when a module loads is a table: each of its mutants would need every test.
  ignoreStatic: true,
  concurrency: 2,
  // A guard against what hangs, not a measure: the machine may be busy.
  dryRunTimeoutMinutes: 20,
  reporters: [],
  logLevel: 'error',
  warnings: { unknownOptions: false },
  ignorePatterns: [
    '*',
    '!.ci/mutation/*.ts',
    ...['engine', 'journeys', 'playbooks', 'templates', 'test'].map(folder => `!${folder}/**`),
    '!*.json',
    '!*.ts',
  ],
  tempDirName: '.daymark/mutation',
  // TypeScript 7 has no API for Stryker to read a tsconfig with, and vitest needs none.
  tsconfigFile: 'none',
}).runMutationTest();

const { score, ran } = describeMutants(results.filter(result => names.has(mutantName(result))));
if (score < atLeast) {
  console.error(`The fast tests kill ${score} % of the mutants, and should kill ${atLeast} %.`);
  process.exitCode = 1;
}
// Too few say nothing of the tests; time that is up ends most of them on a busy machine.
const enough = Math.ceil(sample.length / 10);
if (ran < enough) {
  console.error(`Only ${ran} of ${sample.length} mutants ran, of at least ${enough}: give more --seconds.`);
  process.exitCode = 1;
}
