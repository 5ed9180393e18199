import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type BusinessReport, businessReport } from '../../engine/numbers/business-report.ts';
import type { FigureId } from '../../engine/numbers/figure.ts';
import { inMemory } from '../../engine/playback/in-memory.ts';
import { play } from '../../engine/playback/play.ts';
import { readEvents } from '../../engine/playback/read-events.ts';
import { sampleEnd, sampleYear } from '../../engine/sample/sample-year.ts';
import { policy } from '../../journeys/policy.ts';
import { shippedProject, textOf } from '../support/play-case.ts';
import { figureIn } from './facts.ts';

/**
 * The figures of the sample year against sums made from its raw events. What is below `raw` reads Stripe's events and Segment's
 * calls by itself: it shares no code with the report or with billing.
 */
interface Line {
  type: string;
  object?: string;
  created?: number;
  groupId?: string;
  timestamp?: string;
  messageId?: string;
  event?: string;
  context?: { groupId: string };
  properties?: { survey?: string; score?: number };
  traits?: { stripeCustomerId?: string };
  data?: { object: StripeSubscription };
}

interface StripeSubscription {
  id: string;
  customer: string;
  status: string;
  start_date?: number;
  trial_end?: number;
  discount?: { coupon: { percent_off: number } };
  items?: { data: { quantity?: number; price: { unit_amount: number; currency: string } }[] };
}

const lines = sampleYear()
  .trim()
  .split('\n')
  .map(line => JSON.parse(line) as Line);

const months = Array.from({ length: 12 }, (_, month) => `2025-${String(month + 1).padStart(2, '0')}`);
const features = new Set([
  ...['Project Created', 'Task Completed', 'Report Shared', 'Automation Created', 'Integration Connected'],
  ...['Comment Added', 'Template Used', 'Timeline Viewed'],
]);

const raw = (() => {
  const accounts = new Map(
    lines.flatMap(({ groupId, traits }) =>
      groupId && traits?.stripeCustomerId ? [[traits.stripeCustomerId, groupId]] : [],
    ),
  );
  const subscriptions = lines
    .filter(({ object, type }) => object === 'event' && type.startsWith('customer.subscription.'))
    .map(({ created = 0, data }) => ({ at: created, ...(data?.object as StripeSubscription) }))
    .sort((a, b) => a.at - b.at);
  const byId = new Map<string, typeof subscriptions>();
  for (const each of subscriptions) byId.set(each.id, [...(byId.get(each.id) ?? []), each]);

  /** Cents a month, in the subscription's own currency. */
  const price = ({ items, discount }: StripeSubscription) => {
    const [item] = items?.data ?? [];
    const full = (item?.price.unit_amount ?? 0) * (item?.quantity ?? 1);
    return Math.round((full * (100 - (discount?.coupon.percent_off ?? 0))) / 100);
  };
  const dollars = (cents: number, currency: string) => {
    const worth = ({ eur: 104, gbp: 125, usd: 100 } as Record<string, number>)[currency] ?? Number.NaN;
    return Math.round((cents * worth) / 100);
  };
  const isPaid = (status: string) => status === 'active' || status === 'past_due';

  /** By account: what it brings at the first second of a month, `YYYY-MM`. */
  const mrrAt = (month: string): Map<string, number> => {
    const second = Date.parse(`${month}-01T00:00:00Z`) / 1000;
    const cents = new Map<string, Map<string, number>>();
    for (const states of byId.values()) {
      const [first] = states;
      if (first === undefined) continue;
      let state = first.at < second ? states.filter(({ at }) => at < second).at(-1) : undefined;
      if (state === undefined && first.start_date !== undefined && first.start_date < second) state = first;
      if (state === undefined || !isPaid(state.status)) continue;
      const account = accounts.get(state.customer) ?? '';
      const currency = state.items?.data[0]?.price.currency ?? '';
      const own = cents.get(account) ?? new Map<string, number>();
      cents.set(account, own.set(currency, (own.get(currency) ?? 0) + price(state)));
    }
    return new Map(
      [...cents].map(([account, own]) => [
        account,
        [...own].reduce((sum, [currency, each]) => sum + dollars(each, currency), 0),
      ]),
    );
  };

  const borders = [...months, '2026-01'];
  const known = new Map(borders.map(month => [month, mrrAt(month)]));
  const movements = months.map((month, index) => {
    const [start, end] = [known.get(month) ?? new Map(), known.get(borders[index + 1] ?? '') ?? new Map()];
    const sums = { start: 0, new: 0, expansion: 0, contraction: 0, churn: 0, reactivation: 0, end: 0 };
    for (const account of new Set(accounts.values())) {
      const [from, to] = [start.get(account) ?? 0, end.get(account) ?? 0];
      sums.start += from;
      sums.end += to;
      const wasThere = borders.slice(0, index).some(before => (known.get(before)?.get(account) ?? 0) > 0);
      if (from === 0 && to > 0) sums[wasThere ? 'reactivation' : 'new'] += to;
      else if (to === 0) sums.churn += from;
      else if (to > from) sums.expansion += to - from;
      else sums.contraction += from - to;
    }
    return sums;
  });

  /** Each call counts once, however often it arrives. */
  const calls = [...new Map(lines.filter(({ type }) => type === 'track').map(line => [line.messageId, line])).values()];
  const scores = (survey: string, month: string) =>
    calls
      .filter(({ event, timestamp }) => event === 'Survey Responded' && timestamp?.startsWith(month))
      .filter(({ properties }) => properties?.survey === survey)
      .map(({ properties }) => properties?.score ?? Number.NaN);
  const trials = (month: string) =>
    [...byId.values()].flatMap(states => {
      if (states[0]?.status !== 'trialing') return [];
      const end = states.find(({ status }) => status !== 'trialing');
      return end && new Date(end.at * 1000).toISOString().startsWith(month) ? [end.status] : [];
    });
  const daysToValue = (month: string) =>
    calls
      .filter(({ event, timestamp }) => event === 'Account Created' && timestamp?.startsWith(month))
      .map(({ context, timestamp = '' }) => {
        const uses = calls
          .filter(each => each.context?.groupId === context?.groupId && features.has(each.event ?? ''))
          .map(each => Date.parse(each.timestamp ?? ''));
        return uses.length === 0 ? Number.POSITIVE_INFINITY : (Math.min(...uses) - Date.parse(timestamp)) / 86_400_000;
      })
      .sort((a, b) => a - b);
  return { movements, scores, trials, daysToValue };
})();

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
  for (const month of months)
    reports.set(month, businessReport({ accounts: facts, month, now: sampleEnd, by: [], rules, team: [] }));
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
