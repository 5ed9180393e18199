import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AccountFacts, TaskFacts } from '../../engine/numbers/account-facts.ts';
import { dimensions } from '../../engine/numbers/business-report.ts';
import { describeBusiness } from '../../engine/numbers/describe-business.ts';
import { figureIds, percentile } from '../../engine/numbers/figure.ts';
import { reportSchema } from '../../engine/numbers/report-schema.ts';
import { interval95 } from '../../engine/numbers/wilson.ts';
import { figureIn, marchReport, someFacts } from './facts.ts';
import { aRow, arbitraryRow, rules } from './revenue-rows.ts';

const at = (text: string) => new Date(text).toISOString();
const marchValue = (accounts: readonly AccountFacts[], id: Parameters<typeof figureIn>[1]) =>
  figureIn(marchReport(accounts), id).value;

describe('retention', () => {
  const accounts = [
    someFacts('grows', { revenue: [aRow('2025-01-05', 10_000), aRow('2025-03-31T23:59:59Z', 13_000)] }),
    someFacts('shrinks', { revenue: [aRow('2025-01-05', 10_000), aRow('2025-03-01', 9_000)] }),
    someFacts('leaves', { revenue: [aRow('2025-01-05', 5_000), aRow('2025-03-09', 5_000, { status: 'canceled' })] }),
    someFacts('comes', { revenue: [aRow('2025-03-09', 70_000)] }),
    someFacts('stays', { revenue: [aRow('2025-01-05', 25_000), aRow('2025-04-01', 1)] }),
  ];
  const march = marchReport(accounts);

  test('is of the accounts that brought money when the month began, and says of which', () => {
    expect(figureIn(march, 'grr')).toEqual({
      id: 'grr',
      unit: 'percent',
      value: 88,
      inputs: { start: 50_000, contraction: 1_000, churn: 5_000 },
    });
    expect(figureIn(march, 'nrr')).toMatchObject({ value: 94 });
    expect(figureIn(march, 'logo-churn')).toMatchObject({
      value: 25,
      inputs: { churned: 1, start: 4 },
      accounts: ['leaves'],
    });
    expect(figureIn(march, 'expansion-share')).toMatchObject({ value: 25, accounts: ['grows'] });
  });

  test('leads to the accounts behind it, the largest movement first', () => {
    expect(march.movements.map(({ account, movement }) => [account, movement])).toEqual([
      ['comes', 'new'],
      ['leaves', 'churn'],
      ['grows', 'expansion'],
      ['shrinks', 'contraction'],
    ]);
  });

  test('cannot be told where nothing was there to retain', () => {
    const none = marchReport([someFacts('comes', { revenue: [aRow('2025-03-09', 70_000)] })]);
    for (const id of ['grr', 'nrr', 'logo-churn'] as const) expect(figureIn(none, id).value).toBeNull();
  });
});

describe('a renewal', () => {
  const left = (end: string, renewalAt: string) =>
    someFacts('left', {
      renewalAt,
      revenue: [aRow('2024-01-05', 900), aRow(end, 900, { status: 'canceled' })],
    });
  const renewed = (...times: string[]) => someFacts('renewed', { renewalAt: '2026-03-01', renewedAt: times.map(at) });

  test.each<[string, AccountFacts, number]>([
    ['who leaves 31 days before it is due', left('2025-03-10', '2025-04-10'), 1],
    ['who leaves 31 days after it was due', left('2025-03-31', '2025-02-28'), 1],
    ['not who leaves in the middle of a term', left('2025-03-10', '2025-04-11'), 0],
    ['not who leaves in another month', left('2025-04-01', '2025-04-01'), 0],
    ['not one whose date is not known', { ...left('2025-03-10', ''), renewalAt: '' }, 0],
  ])('is lost by %s', (_, facts, cameUp) => {
    expect(figureIn(marchReport([facts]), 'renewal-rate').inputs).toEqual({ renewed: 0, 'came up': cameUp });
  });

  test('counts once, however often it is told', () => {
    const told = [
      renewed('2025-03-01T00:00:00Z', '2025-03-01T01:00:00Z', '2025-03-20'),
      left('2025-03-10', '2025-03-10'),
    ];
    expect(figureIn(marchReport(told), 'renewal-rate')).toMatchObject({
      value: 50,
      inputs: { renewed: 1, 'came up': 2 },
      accounts: ['left'],
    });
    expect(figureIn(marchReport([renewed('2025-02-28T23:59:59Z', '2025-03-02')]), 'renewal-rate').inputs).toEqual({
      renewed: 0,
      'came up': 0,
    });
  });

  test('is of a contract with a date; what was paid for no known contract is told apart', () => {
    const apart = { renewedAt: [at('2025-03-02'), at('2025-03-30'), at('2025-04-02')] };
    const told = [
      renewed('2025-03-05'),
      someFacts('by the month', apart),
      someFacts('of no period', { renewalAt: '2026-03-01', unknownPeriodAt: [at('2025-03-31'), at('2025-04-01')] }),
    ];
    expect(figureIn(marchReport(told), 'renewal-rate').inputs).toEqual({
      ...{ renewed: 1, 'came up': 1 },
      ...{ 'no renewal date': 2, 'period unknown': 1 },
    });
  });

  test('was not lost by who came back', () => {
    const facts = left('2025-03-10', '2025-03-10');
    const back = { ...facts, revenue: [...facts.revenue, aRow('2025-03-20', 500, { subscription: 'b' })] };
    expect(figureIn(marchReport([back]), 'renewal-rate').value).toBeNull();
  });
});

describe('trials', () => {
  const trial = (end: string, status: string) =>
    someFacts(status, { revenue: [aRow('2025-02-20', 900, { status: 'trialing' }), aRow(end, 900, { status })] });

  test('that ended in the month are paid for, or not', () => {
    const march = marchReport([
      trial('2025-03-01', 'active'),
      trial('2025-03-31T23:59:59Z', 'canceled'),
      trial('2025-02-28T23:59:59Z', 'active'),
      trial('2025-04-01', 'active'),
      someFacts('goes on', { revenue: [aRow('2025-03-05', 900, { status: 'trialing' })] }),
    ]);
    expect(figureIn(march, 'trial-to-paid')).toMatchObject({
      value: 50,
      inputs: { paid: 1, ended: 2 },
      accounts: ['active'],
    });
  });
});

describe('time to value', () => {
  const took = (days: number | undefined, createdAt = '2025-03-05T00:00:00.000Z') =>
    someFacts(`${days}`, {
      createdAt,
      ...(days !== undefined && { firstUsedAt: new Date(Date.parse(createdAt) + days * 86_400_000).toISOString() }),
    });

  test('is that of accounts created in the month; one that has not got there took the longest', () => {
    const accounts = [1, 2, 3, 4].map(days => took(days));
    expect(
      marchValue([...accounts, took(99, '2025-04-01T00:00:00.000Z'), someFacts('of before')], 'time-to-value'),
    ).toBe(2);
    expect(marchValue(accounts, 'time-to-value-p90')).toBe(4);
    expect(marchValue([...accounts, took(undefined)], 'time-to-value')).toBe(3);
    expect(marchValue([...accounts, took(undefined)], 'time-to-value-p90')).toBeNull();
    expect(figureIn(marchReport([...accounts, took(undefined)]), 'time-to-value').inputs).toEqual({
      created: 5,
      'got there': 4,
    });
  });
});

describe('what customers say', () => {
  const answered = (survey: 'nps' | 'csat' | 'ces', scores: readonly number[], time = '2025-03-05') =>
    someFacts(`${survey} ${scores}`, { answers: scores.map(score => ({ survey, at: at(time), score })) });

  test('is counted in its month, with the number of answers', () => {
    const march = marchReport([
      answered('nps', [10, 9, 8, 7, 6, 0]),
      answered('nps', [10], '2025-02-28T23:59:59Z'),
      answered('csat', [5, 4, 3]),
      answered('ces', [7, 4]),
    ]);
    expect(figureIn(march, 'nps')).toMatchObject({ value: 0, inputs: { promoters: 2, detractors: 2, answers: 6 } });
    expect(figureIn(march, 'csat')).toMatchObject({ inputs: { satisfied: 2, answers: 3 } });
    expect(figureIn(march, 'ces')).toMatchObject({ value: 5.5, inputs: { sum: 11, answers: 2 } });
    expect(figureIn(marchReport([]), 'nps').value).toBeNull();
  });

  test('and what they use is a mean of accounts, not of features', () => {
    const uses = (part: number, whole: number) => someFacts(`${part}`, { adoption: { '2025-03': { part, whole } } });
    expect(marchValue([uses(1, 2), uses(4, 4), someFacts('unknown')], 'adoption')).toBe(75);
  });
});

describe('money', () => {
  const paying = (mrr: number) => aRow('2025-01-05', mrr);
  const leaving = [paying(10_000), aRow('2025-02-05', 10_000, { status: 'canceled' })];

  test('of a lifetime is what an account brings until it is likely gone', () => {
    const accounts = [someFacts('a', { revenue: [paying(30_000)] }), someFacts('b', { revenue: leaving })];
    const report = marchReport(accounts, { rules: { currency: 'usd', rates: [], margin: 0.5 } });
    // January begins without any, February with two of which one leaves, March with one.
    expect(figureIn(report, 'clv')).toMatchObject({
      value: 30_000 * 0.5 * 3,
      inputs: { arpa: 30_000, margin: 0.5, churned: 1, 'account-months': 3 },
    });
    expect(figureIn(marchReport(accounts), 'clv').value).toBeNull();
  });

  test('that the team costs is compared with a month of revenue', () => {
    const team = [
      { id: 'a', email: 'a@example.com', costPerYear: 600 },
      { id: 'b', email: 'b@example.com', costPerYear: 600 },
      { id: 'c', email: 'c@example.com' },
    ];
    const report = marchReport([someFacts('a', { revenue: [paying(40_000)] })], { team });
    expect(figureIn(report, 'cs-cost')).toMatchObject({ value: 25, inputs: { cost: 10_000, mrr: 40_000 } });
    expect(marchValue([someFacts('a', { revenue: [paying(40_000)] })], 'cs-cost')).toBeNull();
  });

  test('at risk is that of contracts due within 90 days, by what became of those as healthy', () => {
    const band = (name: 'red' | 'green') => [{ at: at('2024-01-01'), band: name }];
    const due = (account: string, renewalAt: string, of: 'red' | 'green') =>
      someFacts(account, { renewalAt, bands: band(of), revenue: [paying(1_000)] });
    const lost = someFacts('lost', {
      renewalAt: '2025-02-05',
      bands: band('red'),
      revenue: leaving,
    });
    const kept = someFacts('kept', { renewalAt: '2026-06-01', bands: band('red'), renewedAt: [at('2024-06-01')] });
    const long = someFacts('long ago', { renewalAt: '2026-03-31', bands: band('red'), renewedAt: [at('2024-03-31')] });
    const report = marchReport([
      due('today', '2025-04-01', 'red'),
      due('last day', '2025-06-29', 'red'),
      due('too late', '2025-06-30', 'red'),
      due('over', '2025-03-31', 'red'),
      due('well', '2025-05-01', 'green'),
      lost,
      kept,
      long,
    ]);
    expect(report.atRisk).toEqual([
      { band: 'red', accounts: ['last day', 'today'], arr: 24_000, cameUp: 2, renewed: 1, atRisk: 12_000 },
      // None of its health came up, so what became of all counts.
      { band: 'green', accounts: ['well'], arr: 12_000, cameUp: 2, renewed: 1, atRisk: 6_000 },
    ]);
    expect(figureIn(report, 'revenue-at-risk').value).toBe(18_000);
    expect(figureIn(marchReport([lost], { now: at('2025-05-01') }), 'revenue-at-risk').value).toBeNull();
  });
});

describe('tasks', () => {
  const task = (more: Partial<TaskFacts> = {}): TaskFacts => ({
    journey: 'renewal',
    reason: 'prepare',
    owner: 'maya',
    status: 'resolved',
    openedAt: at('2025-03-05'),
    ...more,
  });
  const outcome = (code: string, on = '2025-03-07') => ({ code, by: 'maya', at: at(on) });

  test('are told by who had them before they were late, by rule, and by playbook', () => {
    const tasks = [
      task({ outcome: { ...outcome('plan_agreed'), minutes: 25 }, playbook: 'prepare-a-renewal' }),
      task({ outcome: outcome('false_positive'), playbook: 'prepare-a-renewal' }),
      task({ owner: 'ruth', formerOwner: 'maya', breachedAt: at('2025-03-06'), outcome: outcome('plan_agreed') }),
      task(),
      task({ status: 'open' }),
      task({ status: 'open', openedAt: at('2025-02-01') }),
      task({ openedAt: at('2025-02-01'), outcome: outcome('plan_agreed', '2025-04-01') }),
      task({ openedAt: at('2025-02-01'), outcome: outcome('plan_agreed', '2025-03-31T23:59:59Z') }),
    ];
    const figures = {
      opened: 5,
      inTime: 4,
      outcomes: { false_positive: 1, plan_agreed: 2 },
      byItself: 1,
      precision: 200 / 3,
      minutes: 25,
      timed: 1,
      open: 3,
    };
    const pools = [{ id: 'all', members: ['maya', 'tom'], capacity: 12 }];
    expect(marchReport([someFacts('a', { tasks })], { pools }).team).toEqual({
      csms: [{ name: 'maya', ...figures, capacity: 12 }],
      rules: [{ name: 'renewal/prepare', ...figures }],
      // Most of these tasks have none.
      playbooks: [
        {
          ...{ name: 'prepare-a-renewal', opened: 2, inTime: 2, byItself: 0, precision: 50, open: 0 },
          ...{ outcomes: { false_positive: 1, plan_agreed: 1 }, minutes: 25, timed: 1 },
        },
      ],
    });
  });

  test('say of how many tasks the minutes are, and how many a CSM can carry', () => {
    const tasks = [task({ outcome: { ...outcome('plan_agreed'), minutes: 55 } }), task({ status: 'open' })];
    const pools = [{ id: 'all', members: ['maya'], capacity: 12 }];
    const [csms, rules] = describeBusiness(marchReport([someFacts('a', { tasks })], { pools })).filter(({ title }) =>
      title.startsWith('Tasks'),
    );
    expect(csms?.rows.at(-1)).toEqual(['maya', '2', '2', '0', '55 (1 task)', '1 of 12', '100 %', 'plan_agreed 1']);
    expect(csms?.notes).toEqual([
      'Minutes: reported when these tasks were resolved.',
      'Open: of how many the CSM can carry.',
    ]);
    expect(rules?.rows.at(-1)?.slice(4, 6)).toEqual(['55 (1 task)', '1']);
    expect(rules?.notes).toEqual(['Minutes: reported when these tasks were resolved.']);
  });
});

describe('a report', () => {
  test('has every figure once, with all of its inputs, and says it in words', () => {
    const { figures } = marchReport([]);
    expect(figures.map(({ id }) => id).sort()).toEqual([...figureIds].sort());
    const words = JSON.stringify(describeBusiness(marchReport([])));
    expect(words).toContain('Gross revenue retention');
    expect(words).not.toContain('undefined');
  });

  test('adds up over the groups of each dimension, and is what its schema says', () => {
    const account = fc.record({
      rows: fc.array(arbitraryRow, { maxLength: 5 }),
      plan: fc.constantFrom('team', 'business', undefined),
    });
    fc.assert(
      fc.property(fc.array(account, { maxLength: 6 }), all => {
        const accounts = all.map(({ rows, plan }, place) =>
          someFacts(`a${place}`, { revenue: rows.toSorted((a, b) => (a.at < b.at ? -1 : 1)), ...(plan && { plan }) }),
        );
        const report = marchReport(accounts, { by: dimensions, rules: { ...rules, margin: 0.7 } });
        for (const by of dimensions) {
          const groups = report.groups.filter(each => each.by === by);
          expect(groups.reduce((sum, { accounts: count }) => sum + count, 0)).toBe(accounts.length);
          for (const kind of ['start', 'new', 'churn', 'end'] as const)
            expect(groups.reduce((sum, { revenue }) => sum + revenue.amounts[kind], 0)).toBe(
              report.months.at(-1)?.amounts[kind],
            );
        }
        expect(reportSchema.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
      }),
      { numRuns: 50 },
    );
  });
});

describe('an interval', () => {
  test('ends where the share that was seen is just 1.96 standard errors away, as Wilson defines it', () => {
    const cases = fc
      .integer({ min: 1, max: 199 })
      .chain(of => fc.tuple(fc.integer({ min: 0, max: of }), fc.constant(of)));
    fc.assert(
      fc.property(cases, ([part, of]) => {
        const seen = part / of;
        const [low, high] = interval95(part, of).map(percent => percent / 100) as [number, number];
        expect(0 <= low && low <= seen && seen <= high && high <= 1).toBe(true);
        for (const end of [low, high])
          expect(Math.abs(seen - end)).toBeCloseTo(1.959963985 * Math.sqrt((end * (1 - end)) / of), 6);
      }),
    );
  });

  test('comes with shares of fewer than 200', () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, n) => someFacts(`a${n}`, { revenue: [aRow('2025-01-05', 100)] }));
    expect(figureIn(marchReport(many(199)), 'logo-churn').interval?.[0]).toBe(0);
    expect(figureIn(marchReport(many(200)), 'logo-churn').interval).toBeUndefined();
  });
});

test('a percentile is a value that is there', () => {
  expect([percentile([], 50), percentile([3], 90), percentile([4, 1, 3, 2], 50), percentile([1, 2, 3], 50)]).toEqual([
    null,
    3,
    2,
    2,
  ]);
});
