import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const bench = (...options: string[]) => promisify(execFile)(process.execPath, ['bench/run.ts', ...options]);

test('with --json the benchmark prints one document: where it ran, and figures with units', async () => {
  const { stdout } = await bench('--json', '--only', 'enrollments');
  const { parts, ...where } = JSON.parse(stdout);
  expect(where).toEqual({
    commit: expect.stringMatching(/^([0-9a-f]{7,}\+?|unknown)$/),
    node: process.version,
    processor: expect.any(String),
    cores: expect.any(Number),
  });
  expect(parts).toMatchObject([{ part: 'enrollments', seconds: expect.any(Number), cpuSeconds: expect.any(Number) }]);
  const [{ figures }] = parts;
  const transitions = figures.filter(({ unit }: { unit: string }) => unit === 'transitions');
  expect(transitions.map(({ name, value }: { name: string; value: number }) => `${name}: ${value}`)).toEqual([
    'onboarding, longest: never adopts, a task is opened: 14',
    'onboarding, typical: adopts in the first weeks: 13',
    'renewal, longest: three stages, with a call: 7',
    'renewal, typical: two mails, no call: 7',
    'payment-recovery, longest: never paid, a task is opened: 11',
    'payment-recovery, typical: paid after the first reminder: 7',
  ]);
  const dollars = figures.filter(({ unit }: { unit: string }) => unit === '$ per million');
  expect(dollars).toHaveLength(6);
  for (const { value } of dollars) expect(value).toBeGreaterThan(100);
});

test('it plays the same events beside another checkout, and tells the ratios', async () => {
  const { stdout } = await bench('--json', '--against', '.', '--accounts', '1');
  const [{ part, figures }] = JSON.parse(stdout).parts;
  expect(part).toBe('against');
  const cpu = new Map<string, number>();
  const ratios = new Map<string, number>();
  for (const { name, value, unit } of figures) (unit === 'CPU s' ? cpu : ratios).set(name, value);
  expect([...cpu.keys()]).toEqual([expect.stringMatching(/^run of [0-9a-f]{7,}\+?$/), 'simulate', 'run']);
  const [base = Number.NaN] = cpu.values();
  for (const verb of ['simulate', 'run'])
    expect(ratios.get(verb), verb).toBeCloseTo(base / (cpu.get(verb) ?? Number.NaN), 1);
  await expect(bench('--against', 'docs')).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('Give --against a checkout of Daymark in which npm ci ran.'),
  });
});

test('a part or an option that does not exist is refused with those that do', async () => {
  await expect(bench('--only', 'speed')).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('There is no part "speed". Give --only one of: compile, '),
  });
  await expect(bench('--jsno')).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining("'--jsno'") });
});

test('it says what it measures and which options it takes', async () => {
  const { stdout } = await bench('--help');
  expect(stdout).toMatch(/^Usage: npm run bench.*compile.*--only <part>/s);
});

test.each([
  ['bench', 'bench/run.ts'],
  ['faults', 'faults/run.ts'],
  ['mutants', '.ci/mutation/run.mjs'],
])('npm run %s says with --help what it does, and of an unknown option that it is none', async (name, file) => {
  const run = (...options: string[]) => promisify(execFile)(process.execPath, [file, ...options]);
  const { stdout } = await run('--help');
  expect(stdout).toContain(`npm run ${name} -- `);
  await expect(run('--nonsense')).rejects.toMatchObject({ stderr: expect.stringContaining("'--nonsense'") });
});

test('who uses nothing of customer success pays nothing for it: as many calls and units for an event and a weekly evaluation', async () => {
  const { stdout } = await bench('--json', '--only', 'unused');
  const [{ figures }] = JSON.parse(stdout).parts;
  const ratios = figures.filter(({ unit }: { unit: string }) => unit === 'ratio');
  expect(ratios).toHaveLength(12);
  for (const { name, value } of ratios) expect(value, name).toBeLessThanOrEqual(1);
});
