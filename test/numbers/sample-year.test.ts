import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type BusinessReport, businessReport } from '../../engine/numbers/business-report.ts';
import type { FigureId } from '../../engine/numbers/figure.ts';
import { inMemory } from '../../engine/playback/in-memory.ts';
import { play } from '../../engine/playback/play.ts';
import { readEvents } from '../../engine/playback/read-events.ts';
import { sampleEnd } from '../../engine/sample/sample-year.ts';
import { policy } from '../../journeys/policy.ts';
import { shippedProject, textOf } from '../support/play-case.ts';
import { figureIn } from './facts.ts';
import { features, lines, months, raw } from './raw-year.ts';

/** The figures of the sample year against sums that are made from its raw events, in `raw-year.ts`. */

/** What the figures are made of: accounts, billing, surveys, and the first uses of each account. */
const told = (() => {
  const uses = new Map<string, number>();
  return lines.filter(({ type, object, event = '', context }) => {
    if (type === 'group' || object === 'event') return true;
    if (event === 'Survey Responded' || event === 'Account Created') return true;
    if (!features.has(event)) return false;
    const before = uses.get(context?.groupId ?? '') ?? 0;
    uses.set(context?.groupId ?? '', before + 1);
    // Some come days late: the first to happen is among the first to arrive.
    return before < 12;
  });
})();

const reports = new Map<string, BusinessReport>();
const figure = (month: string, id: FigureId) => figureIn(reports.get(month) as BusinessReport, id);

const inFolder = async <Made>(make: (folder: string) => Promise<Made>): Promise<Made> => {
  const folder = await mkdtemp(join(tmpdir(), 'daymark-report-'));
  try {
    return await make(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
};

beforeAll(async () => {
  const { facts } = await inFolder(async folder => {
    const file = join(folder, 'events.jsonl');
    await writeFile(file, textOf(told));
    const project = await shippedProject();
    // Without scores, which no figure here is made of, no account is evaluated each week.
    const { health: _, ...catalog } = project.catalog;
    const journeys = project.journeys.filter(({ definition }) => definition.id === 'advisory-board');
    return play({
      recorded: await readEvents([file]),
      journeys: journeys.map(({ definition }) => definition),
      catalog: project.catalog,
      start: inMemory({ project: { ...project, journeys, catalog }, seed: 1 }),
      until: sampleEnd,
    });
  });
  const rules = policy.revenue;
  if (rules === undefined) throw new Error('The policy says nothing of revenue');
  const team = [60_000, 30_000].map(costPerYear => ({ id: `${costPerYear}`, email: '', name: '', costPerYear }));
  for (const month of months)
    reports.set(month, businessReport({ accounts: facts, month, now: sampleEnd, by: [], rules, team }));
}, 120_000);

describe('of the sample year', () => {
  test('movements of each month are the sums of its subscriptions', () => {
    expect(reports.get('2025-12')?.months.map(({ amounts }) => amounts)).toEqual(raw.movements);
    for (const { start, end, ...by } of raw.movements)
      expect(start + by.new + by.expansion + by.reactivation - by.contraction - by.churn).toBe(end);
  });

  test('each kind of movement happens, and money comes in three currencies', () => {
    for (const kind of ['new', 'expansion', 'contraction', 'churn', 'reactivation'] as const)
      expect(
        raw.movements.some(each => each[kind] > 0),
        kind,
      ).toBe(true);
    expect(reports.get('2025-12')?.months.every(({ apart }) => Object.keys(apart).length === 0)).toBe(true);
  });

  test('retention of each month is what its movements come to', () => {
    for (const [index, month] of months.entries()) {
      const { start = 0, expansion = 0, contraction = 0, churn = 0 } = raw.movements[index] ?? {};
      expect(figure(month, 'grr').value).toBeCloseTo((100 * (start - contraction - churn)) / start, 9);
      expect(figure(month, 'nrr').value).toBeCloseTo((100 * (start + expansion - contraction - churn)) / start, 9);
    }
  });

  test('surveys of each month are its answers', () => {
    for (const month of months) {
      const [nps, csat, ces] = ['nps', 'csat', 'ces'].map(survey => raw.scores(survey, month));
      const promoters = nps?.filter(score => score > 8).length;
      const detractors = nps?.filter(score => score < 7).length;
      expect(figure(month, 'nps').inputs).toEqual({ promoters, detractors, answers: nps?.length });
      expect(figure(month, 'csat').inputs).toEqual({
        satisfied: csat?.filter(score => score > 3).length,
        answers: csat?.length,
      });
      expect(figure(month, 'ces').inputs).toEqual({
        sum: ces?.reduce((sum, each) => sum + each, 0),
        answers: ces?.length,
      });
    }
  });

  test('renewals of each month are contracts that went on, of those that came up', () => {
    const all = months.map(month => raw.cameUp(month));
    expect(all.flat().filter(({ renewed }) => !renewed).length).toBeGreaterThan(3);
    for (const [index, month] of months.entries())
      expect([month, figure(month, 'renewal-rate').inputs]).toEqual([
        month,
        {
          renewed: all[index]?.filter(({ renewed }) => renewed).length,
          'came up': all[index]?.length,
          ...(raw.paidUndated(month) > 0 && { 'no renewal date': raw.paidUndated(month) }),
        },
      ]);
    expect(months.filter(month => raw.paidUndated(month) > 0).length).toBeGreaterThan(3);
  });

  test('revenue at risk is that of the contracts of the next 90 days, by how many renewed in twelve months', () => {
    const past = months.flatMap(month => raw.cameUp(month));
    const lost = past.filter(({ renewed }) => !renewed).length / past.length;
    const due = raw.dueAfter('2026-01-01');
    const arr = due.reduce((sum, each) => sum + each.arr, 0);
    expect(due.length).toBeGreaterThan(2);
    expect(figure('2025-12', 'revenue-at-risk')).toMatchObject({
      value: Math.round(arr * lost),
      inputs: { contracts: due.length, arr },
      accounts: due.map(({ account }) => account).sort(),
    });
  });

  test('lifetime value is revenue per account by margin and churn, and care costs its share of revenue', () => {
    for (const [index, month] of months.entries()) {
      const [amounts, counts] = [raw.movements[index], raw.counted[index]];
      const until = raw.counted.slice(0, index + 1);
      const [churned, accountMonths] = [until, until].map((of, n) =>
        of.reduce((sum, each) => sum + (n === 0 ? each.churn : each.start), 0),
      ) as [number, number];
      const arpa = (amounts?.end ?? 0) / (counts?.end ?? 0);
      expect(figure(month, 'arpa').value).toBeCloseTo(arpa, 6);
      const clv = figure(month, 'clv').value;
      if (churned === 0) expect(clv).toBeNull();
      else expect(clv).toBeCloseTo((arpa * 0.78 * accountMonths) / churned, 6);
      expect(figure(month, 'logo-churn').inputs).toEqual({ churned: counts?.churn, start: counts?.start });
      expect(figure(month, 'expansion-share').inputs).toEqual({ expanded: counts?.expansion, start: counts?.start });
      expect(figure(month, 'cs-cost').value).toBeCloseTo((100 * 100 * 90_000) / 12 / (amounts?.end ?? 0), 9);
    }
  });

  test('trials of each month are paid for, or not', () => {
    const all = months.map(month => raw.trials(month));
    expect(all.flat().length).toBeGreaterThan(5);
    for (const [index, month] of months.entries())
      expect(figure(month, 'trial-to-paid').inputs).toEqual({
        paid: all[index]?.filter(status => status === 'active').length,
        ended: all[index]?.length,
      });
  });

  test('time to value of each month is that of the accounts created in it', () => {
    for (const month of months) {
      const days = raw.daysToValue(month);
      const middle = days[Math.ceil(days.length / 2) - 1];
      expect(figure(month, 'time-to-value').inputs.created).toBe(days.length);
      if (middle !== undefined) expect(figure(month, 'time-to-value').value).toBeCloseTo(middle, 9);
    }
  });
});
