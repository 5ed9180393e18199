import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const bench = (...options: string[]) => promisify(execFile)(process.execPath, ['bench/run.ts', ...options]);

/** What else the machine does makes one of the two slower at times, and never faster: so it is measured anew. */
const anew = { retry: 2 };
test(
  'deciding an event costs the same after a hundred events of the account and after a hundred thousand',
  anew,
  async () => {
    const { stdout } = await bench('--json', '--only', 'deciding');
    const [{ figures }] = JSON.parse(stdout).parts;
    const ratios = figures.filter(({ unit }: { unit: string }) => unit === 'times as much');
    expect(ratios.map(({ name }: { name: string }) => name)).toEqual([
      'event that no weekly rule reads',
      'event that weekly rules read',
      'event, each after the one before',
      'weekly evaluation',
    ]);
    for (const { name, value } of ratios) expect(value, name).toBeLessThanOrEqual(1.5);
  },
);
