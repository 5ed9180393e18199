import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainRevenue } from '../../engine/definition/revenue-rules.ts';
import type { AccountFacts } from '../../engine/numbers/account-facts.ts';
import { revenueMonth } from '../../engine/numbers/revenue-month.ts';
import { createTables } from '../../engine/playback/export/create-tables.ts';
import { exportedRows, type ToExport } from '../../engine/playback/export/exported-rows.ts';
import { writeTables } from '../../engine/playback/export/write-tables.ts';

const nobody: Omit<AccountFacts, 'account'> = {
  revenue: [],
  renewedAt: [],
  canceledAt: [],
  answers: [],
  adoption: {},
  bands: [],
  tasks: [],
};

const exporting = (more: Partial<ToExport>): ToExport => ({
  facts: [],
  health: [],
  timeline: [],
  events: [],
  contacts: [],
  rules: plainRevenue,
  now: '2026-04-10T12:00:00.000Z',
  ...more,
});

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daymark-export-'));
});
afterAll(() => rm(folder, { recursive: true }));

const rowsIn = async (file: string) => {
  const bytes = await readFile(join(folder, file));
  return parquetReadObjects({ file: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) });
};

describe('an export', () => {
  it('is a file of Parquet for each table and day, and writing it again changes nothing', async () => {
    const line = { at: '2026-03-02T09:00:00Z', account: 'acme', journey: 'onboarding', enrollment: 'e1' };
    const touch = { ...line, type: 'touch', step: 'welcome', channel: 'email', outcome: 'sent', to: 'ada' };
    const rows = exportedRows(
      exporting({
        timeline: [{ ...line, type: 'enrolled' }, touch, { ...touch, at: '2026-03-03T00:00:00Z' }],
        facts: [{ account: 'acme', ...nobody, plan: 'team', adoption: { '2026-03': { part: 2, whole: 5 } } }],
        contacts: [{ account: 'acme', contact: 'ada', email: 'ada@acme.example' }],
      }),
    );
    for (const _ of ['once', 'again']) {
      expect(await writeTables(folder, rows)).toMatchObject({ timeline: 3, accounts: 1, adoption: 1, contacts: 1 });
      expect((await readdir(join(folder, 'timeline'))).sort()).toEqual(['day=2026-03-02', 'day=2026-03-03']);
    }
    expect(await rowsIn('timeline/day=2026-03-02/data.parquet')).toMatchObject([
      { at: new Date(line.at), type: 'enrolled', contact: null },
      { account: 'acme', step: 'welcome', contact: 'ada', line: JSON.stringify(touch) },
    ]);
    expect(await rowsIn('accounts/day=2026-04-10/data.parquet')).toMatchObject([{ account: 'acme', plan: 'team' }]);
    expect(await rowsIn('adoption/day=2026-03-01/data.parquet')).toMatchObject([{ used: 2, features: 5 }]);
    expect(await readFile(join(folder, 'athena.sql'), 'utf8')).toBe(createTables());
  });

  it('has movements that add up to those of the report, in every month', () => {
    const row = fc.record({
      subscription: fc.constantFrom('one', 'two'),
      at: fc.date({ min: new Date('2025-11-01'), max: new Date('2026-04-09'), noInvalidDate: true }),
      status: fc.constantFrom('active', 'canceled'),
      mrr: fc.integer({ min: 0, max: 9_000 }),
    });
    fc.assert(
      fc.property(
        fc.array(fc.array(row, { maxLength: 6 }), { maxLength: 5 }),
        fc.constantFrom('2026-01', '2026-03'),
        (of, month) => {
          const revenue = of.map(rows =>
            rows
              .map(({ at, mrr, ...each }) => ({
                ...{ ...each, at: at.toISOString(), currency: plainRevenue.currency },
                mrr: each.status === 'canceled' ? 0 : mrr,
              }))
              .sort((a, b) => (a.at < b.at ? -1 : 1)),
          );
          const facts = revenue.map((rows, index) => ({ ...nobody, account: `a${index}`, revenue: rows }));
          const sum = { start: 0, end: 0, churn: 0, new: 0, expansion: 0, contraction: 0, reactivation: 0 };
          for (const { cells } of exportedRows(exporting({ facts })).movements.filter(
            each => each.cells.month === month,
          )) {
            const [start, end] = [Number(cells.start_amount), Number(cells.end_amount)];
            sum.start += start;
            sum.end += end;
            if (cells.movement !== undefined) sum[cells.movement as keyof typeof sum] += Math.abs(end - start);
          }
          expect(sum).toEqual(revenueMonth(revenue, month, plainRevenue).amounts);
        },
      ),
    );
  });
});
