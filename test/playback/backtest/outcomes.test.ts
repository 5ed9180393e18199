import { describe, expect, it } from 'vitest';
import { describeBacktest } from '../../../engine/playback/backtest/describe-backtest.ts';
import {
  type AccountOutcome,
  byChance,
  judgeFirings,
  type WatchedRecords,
} from '../../../engine/playback/backtest/outcomes.ts';
import { rateValues } from '../../../engine/playback/backtest/rate-values.ts';
import { someFacts } from '../../numbers/facts.ts';

const at = (date: string) => `${date}T12:00:00.000Z`;
const outcome = (account: string, more: Partial<AccountOutcome> = {}): AccountOutcome => ({
  ...{ account, canceledAt: [], renewedAt: [] },
  ...more,
});
const watched = (...outcomes: AccountOutcome[]): WatchedRecords => ({
  outcomes,
  from: at('2025-01-01'),
  to: at('2025-12-31'),
  within: 30,
});

describe('what became of a firing', () => {
  const fired = [{ account: 'acme', at: at('2025-03-01') }];
  const left = (date: string) => outcome('acme', { canceledAt: [`${date}Z`] });

  it.each([
    ['left in the last second of the window', left('2025-03-31T12:00:00.000'), 'left'],
    ['stayed, if it left a moment later', left('2025-03-31T12:00:00.001'), 'stayed'],
    ['stayed, if it left at that very moment: nothing was foreseen', left('2025-03-01T12:00:00.000'), 'stayed'],
    ['renewed', outcome('acme', { renewedAt: [at('2025-03-31')] }), 'renewed'],
    ['stayed, if it renewed later', outcome('acme', { renewedAt: [at('2025-04-01')] }), 'stayed'],
    [
      'left, if it renewed and then left',
      outcome('acme', { renewedAt: [at('2025-03-02')], canceledAt: [at('2025-03-20')] }),
      'left',
    ],
  ] as const)('%s', (_, became, fate) => {
    const { fates } = judgeFirings(fired, watched(became));
    expect(fates).toEqual({ left: 0, renewed: 0, stayed: 0, open: 0, [fate]: 1 });
  });

  it('is open while the records end within the window, unless it is known by then', () => {
    const late = (became: AccountOutcome) =>
      judgeFirings([{ account: 'acme', at: at('2025-12-02') }], watched(became)).fates;
    expect(late(outcome('acme'))).toMatchObject({ open: 1 });
    expect(late(outcome('acme', { renewedAt: [at('2025-12-20')] }))).toMatchObject({ renewed: 1, open: 0 });
    expect(late(outcome('acme', { canceledAt: [at('2025-12-20')] }))).toMatchObject({ left: 1, open: 0 });
    expect(judgeFirings([{ account: 'acme', at: at('2025-12-01') }], watched(outcome('acme'))).fates).toMatchObject({
      stayed: 1,
    });
  });
});

describe('a cancellation', () => {
  const ends = watched(outcome('acme', { canceledAt: [at('2025-06-30')] }));
  const foreseen = (...dates: string[]) =>
    judgeFirings(
      dates.map(date => ({ account: 'acme', at: at(date) })),
      ends,
    );

  it('is foreseen by a firing of its account in the window before it, the first of which counts its days', () => {
    expect(foreseen('2025-05-31')).toMatchObject({ cancellations: 1, foreseen: 1, daysBefore: [30] });
    expect(foreseen('2025-06-20', '2025-06-05', '2025-05-30')).toMatchObject({ foreseen: 1, daysBefore: [25] });
    expect(foreseen('2025-05-30')).toMatchObject({ foreseen: 0, daysBefore: [] });
    expect(foreseen('2025-06-30')).toMatchObject({ foreseen: 0 });
    expect(judgeFirings([{ account: 'other', at: at('2025-06-20') }], ends)).toMatchObject({
      cancellations: 1,
      foreseen: 0,
    });
  });
});

it('by chance, weeks are counted from when an account is known until it left, as far as the window fits into the records', () => {
  const left = outcome('left', { createdAt: at('2025-11-01'), canceledAt: [at('2025-12-08')] });
  // Nov 1 is too early to be right; Nov 8, 15, 22 and 29 are 30 days or fewer before; the window of Nov 29 still ends in time.
  expect(byChance(watched(left))).toEqual({ part: 4, of: 5 });
  expect(byChance(watched(outcome('late', { createdAt: at('2025-12-02') })))).toEqual({ part: 0, of: 0 });
});

describe('a backtest', () => {
  const accounts = Array.from({ length: 60 }, (_, index) => `a${index}`);
  const outcomes = accounts.map((account, index) =>
    outcome(account, index < 30 ? { canceledAt: [at('2025-06-15')] } : { renewedAt: [at('2025-06-10')] }),
  );
  const firing = (account: string) => ({ account, at: at('2025-06-01') });
  const task = (account: string, owner: string) => ({ ...firing(account), owner });
  const told = rateValues({
    subject: {
      name: 'quiet',
      told: 'nobody has done anything for 14 days',
      journeys: ['quiet'],
      parameters: [
        { name: 'days', unit: 'days', today: 14 },
        { name: 'knownDays', unit: 'days', today: 30 },
      ],
    },
    parameter: { name: 'days', unit: 'days', today: 14 },
    watched: watched(...outcomes),
    played: [
      { value: 7, firings: accounts.map(firing), tasks: accounts.map(account => task(account, 'ada')) },
      {
        value: 14,
        firings: accounts.slice(0, 30).map(firing),
        tasks: accounts.slice(0, 30).map(account => task(account, 'bob')),
      },
      { value: 28, firings: accounts.slice(0, 2).map(firing), tasks: [] },
    ],
    ...{
      team: [
        { id: 'ada', email: 'a@x.example', capacity: 5 },
        { id: 'bob', email: 'b@x.example' },
      ],
      pools: [],
      taskPool: ['ada', 'bob'],
    },
    kept: [
      someFacts('a1', {
        tasks: [
          {
            journey: 'other',
            reason: 'r',
            owner: 'ada',
            status: 'resolved',
            openedAt: at('2025-02-01'),
            outcome: { code: 'plan_agreed', by: 'ada', at: at('2025-02-08') },
          },
          { journey: 'quiet', reason: 'q', owner: 'ada', status: 'open', openedAt: at('2025-02-01') },
          { journey: 'other', reason: 'r', owner: 'ada', status: 'open', openedAt: at('2026-02-01') },
        ],
      }),
    ],
  });

  it('tells of each value how often it was right, what it saw and what it costs', () => {
    const [seven, today, late] = told.rows;
    expect(seven).toMatchObject({
      fired: 60,
      precision: { part: 30, of: 60, tells: true },
      recall: { part: 30, of: 30 },
    });
    expect(today).toMatchObject({
      today: true,
      precision: { part: 30, of: 30 },
      daysBefore: { median: 14, interval: [14, 14] },
    });
    expect(late).toMatchObject({
      precision: { part: 2, of: 2, tells: false },
      recall: { part: 2, of: 30, tells: true },
    });
    // 52 weeks; a task of the kept play stayed open for a week.
    expect(seven?.tasks).toMatchObject({ opened: 60, perCsmWeek: 60 / 52 / 2, busiest: { csm: 'ada', capacity: 5 } });
    expect(seven?.tasks.busiest?.openAtOnce).toBeCloseTo(61 / 52, 6);
    expect(today?.tasks.busiest).toMatchObject({ csm: 'bob', capacity: 25, perWeekOfOthers: 0 });
  });

  it('says in words what is apart from today by more than chance, and where there is too little to tell', () => {
    const text = describeBacktest(told);
    expect(text).toContain("Right significantly less often than today's value: days 7.");
    expect(text).toContain(' 2 of 2 ');
    expect(text).toMatch(/^> 14 /m);
    expect(text).toContain('Other numbers that --set may name: knownDays 30.');
    expect(text).not.toContain('days 28.');
    expect(text).not.toContain('Tasks of other rules are unknown');
  });
});
