import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BusinessReport } from '../engine/numbers/business-report.ts';
import { daymarkAlone } from '../test/support/cli.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daymark-warehouse-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** The statements that docs/export.md shows, over tables in a folder. */
const documented = async (tables: string): Promise<string[]> =>
  [...(await readFile('docs/export.md', 'utf8')).matchAll(/```sql\n([\s\S]+?)```/g)].map(([, sql = '']) =>
    sql.replaceAll("'warehouse/", `'${tables}/`),
  );

const inDuckDb = async (statements: readonly { sql: string; parameters: object }[]): Promise<object[][]> => {
  const asking = promisify(execFile)(process.execPath, ['.ci/export/query.mjs']);
  asking.child.stdin?.end(JSON.stringify(statements));
  return JSON.parse((await asking).stdout);
};

test('figures of the report come out of the exported tables by the SQL of the docs', async () => {
  const [events, play, tables] = [join(folder, 'events.jsonl'), join(folder, 'play'), join(folder, 'tables')];
  await daymarkAlone(['sample', '--accounts', '40', '--only-events', '--out', events]);
  await daymarkAlone(['simulate', events, '--timeline', join(play, 'timeline.jsonl'), '--mail', join(play, 'mail')]);
  await daymarkAlone(['export', '--to', tables, '--play', play]);
  for (const month of ['2025-06', '2025-11']) {
    const { stdout } = await daymarkAlone(['report', '--json', '--month', month, '--play', play]);
    const { currency, figures } = JSON.parse(stdout) as BusinessReport;
    const figure = (id: string) => figures.find(each => each.id === id)?.value;
    const statements = (await documented(tables)).map(sql => ({ sql, parameters: { month, currency } }));
    const [[revenue], [usage]] = (await inDuckDb(statements)) as [[object], [object]];
    const told = { ...revenue, ...usage } as Record<string, number>;
    for (const [id, column] of Object.entries({
      grr: 'grr',
      nrr: 'nrr',
      'logo-churn': 'logo_churn',
      adoption: 'adoption',
    })) {
      expect(figure(id), id).toBeTypeOf('number');
      expect(told[column], id).toBeCloseTo(Number(figure(id)), 6);
    }
  }
}, 300_000);
