import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HeadlineFacts } from '../../engine/headlines/headline-facts.ts';
import { headlinesOf, headlineText, headlineTopics, portfolioHeadlines } from '../../engine/headlines/headlines.ts';

const quiet: HeadlineFacts = { account: 'acme', name: 'Acme', since: '2026-03-02', overdueGoals: [] };
const texts = (facts: Partial<HeadlineFacts>) => headlinesOf({ ...quiet, ...facts }).map(({ text }) => text);

describe('what is said of an account', () => {
  test('is what changed, with the numbers and since when', () => {
    expect(texts({ signIns: { before: 41, after: 17 }, health: { before: 72, after: 48, moved: 'usage' } })).toEqual([
      'Sign-ins fell from 41 to 17 a week since March 2; health 72 → 48 (usage).',
    ]);
    expect(texts({ health: { before: 48, after: 72, moved: 'support' } })).toEqual([
      'Health rose from 48 to 72 since March 2 (support).',
    ]);
    expect(texts({ tickets: { before: 1, after: 4, days: 30 } })).toEqual(['Tickets rose from 1 to 4 in 30 days.']);
    expect(texts({ dailyUse: { before: 71, after: 38 } })).toEqual([
      'Seats in use on a working day fell from 71 % to 38 % since March 2.',
    ]);
    expect(texts({ cancelScheduled: true })).toEqual(['The subscription is set to end with its term.']);
    expect(texts({ failingDays: 9 })).toEqual(['A payment has been failing for 9 days.']);
    expect(texts({ overdueGoals: [{ goal: 'launch', days: 1 }] })).toEqual(['The goal “launch” is 1 day overdue.']);
    expect(texts({ nps: { before: 9, after: 6 } })).toEqual(['NPS fell from 9 to 6.']);
    expect(texts({ championLeft: true })).toEqual(['The champion has left.']);
  });

  test('keeps to its borders', () => {
    expect(texts({ signIns: { before: 10, after: 8 } })).toHaveLength(1);
    expect(texts({ signIns: { before: 100, after: 81 } })).toEqual([]);
    expect(texts({ signIns: { before: 4, after: 0 } })).toEqual([]);
    expect(texts({ health: { before: 60, after: 55 } })).toHaveLength(1);
    expect(texts({ health: { before: 60, after: 56 } })).toEqual([]);
    expect(texts({ tickets: { before: 2, after: 4, days: 30 } })).toHaveLength(1);
    expect(texts({ tickets: { before: 3, after: 4, days: 30 } })).toEqual([]);
    expect(texts({ seats: { used: 9, bought: 10 } })).toEqual(['9 of 10 seats are taken.']);
    expect(texts({ seats: { used: 17, bought: 19 } })).toEqual([]);
  });

  test('is three sentences at most, and none of what is not known', () => {
    expect(texts({})).toEqual([]);
    expect(
      texts({ cancelScheduled: true, failingDays: 3, championLeft: true, nps: { before: 9, after: 2 } }),
    ).toHaveLength(3);
  });

  test('says who it is about and what is at stake, where that is known', () => {
    const [of] = headlinesOf({ ...quiet, arr: 18_000, championLeft: true });
    const [unknown] = headlinesOf({ ...quiet, championLeft: true });
    expect([of, unknown].map(each => each && headlineText(each))).toEqual([
      'Acme ($18,000): The champion has left.',
      'Acme: The champion has left.',
    ]);
  });
});

const change = (most: number) =>
  fc.record({ before: fc.integer({ min: 0, max: most }), after: fc.integer({ min: 0, max: most }) });
const moved = fc.option(fc.constantFrom('usage', 'support', 'financial'), { nil: undefined });
const arbitraryFacts: fc.Arbitrary<HeadlineFacts> = fc
  .record(
    {
      account: fc.constantFrom('a', 'b', 'c', 'd'),
      name: fc.constant('Acme'),
      since: fc.constantFrom('2026-03-02', '2025-12-29'),
      overdueGoals: fc.array(
        fc.record({ goal: fc.constantFrom('launch', 'pilot'), days: fc.integer({ min: 1, max: 99 }) }),
        {
          maxLength: 2,
        },
      ),
      arr: fc.integer({ min: 0, max: 60_000 }),
      health: fc
        .tuple(change(100), moved)
        .map(([compared, component]) => ({ ...compared, ...(component && { moved: component }) })),
      signIns: change(60),
      dailyUse: change(100),
      tickets: change(12).map(each => ({ ...each, days: 30 })),
      nps: change(10),
      championLeft: fc.constant(true as const),
      failingDays: fc.integer({ min: 0, max: 40 }),
      cancelScheduled: fc.constant(true as const),
      seats: fc.record({ used: fc.integer({ min: 0, max: 20 }), bought: fc.integer({ min: 0, max: 20 }) }),
    },
    { requiredKeys: ['account', 'name', 'since', 'overdueGoals'] },
  )
  .map(facts => facts as HeadlineFacts);

const numbersIn = (value: unknown): number[] =>
  typeof value === 'number'
    ? [value]
    : value && typeof value === 'object'
      ? Object.values(value).flatMap(numbersIn)
      : [];

describe('whatever is known of accounts', () => {
  test('each number in a sentence is one of the facts, or the day since when', () => {
    fc.assert(
      fc.property(arbitraryFacts, facts => {
        const known = new Set([...numbersIn(facts), Number(facts.since.slice(8))]);
        for (const { text } of headlinesOf(facts, 99))
          for (const [said] of text.matchAll(/\d+/g)) expect([text, known.has(Number(said))]).toEqual([text, true]);
      }),
    );
  });

  test('a fact that is taken away takes its sentence along, and adds none but of what it stood before', () => {
    fc.assert(
      fc.property(
        arbitraryFacts,
        fc.constantFrom('health', 'tickets', 'nps', 'failingDays', 'seats', 'arr'),
        (facts, name) => {
          const { [name as keyof HeadlineFacts]: _, ...less } = facts;
          const before = headlinesOf(facts, 99).map(({ topic }) => topic);
          const after = headlinesOf(less as HeadlineFacts, 99).map(({ topic }) => topic);
          expect(after.filter(topic => !before.includes(topic))).toEqual([]);
          const own = {
            health: 'health',
            tickets: 'tickets',
            nps: 'nps',
            failingDays: 'payment',
            seats: 'seats',
            arr: '',
          }[name];
          expect(after).not.toContain(own);
        },
      ),
    );
  });

  test('words and numbers agree: what fell is smaller, and what rose larger', () => {
    fc.assert(
      fc.property(arbitraryFacts, facts => {
        for (const { text } of headlinesOf(facts, 99)) {
          const [, verb, before, after] = /(fell|rose) from (\d+)(?: %)? to (\d+)/.exec(text) ?? [];
          if (verb !== undefined) expect(Number(after) < Number(before)).toBe(verb === 'fell');
        }
      }),
    );
  });

  test('they rank the same in whatever order they come, each once, and all of them by one order', () => {
    const accounts = fc.uniqueArray(arbitraryFacts, { selector: ({ account }) => account, maxLength: 4 });
    fc.assert(
      fc.property(accounts, fc.func(fc.integer()), (facts, place) => {
        const shuffled = facts.toSorted((a, b) => place(a.account) - place(b.account));
        const ranked = portfolioHeadlines(facts, 99);
        expect(portfolioHeadlines(shuffled, 99)).toEqual(ranked);
        expect(portfolioHeadlines(facts, 2)).toEqual(ranked.slice(0, 2));
        expect(new Set(ranked.map(({ account }) => account)).size).toBe(ranked.length);
        const weights = ranked.map(({ arr = 0, size }) => arr * size);
        expect(weights).toEqual(weights.toSorted((a, b) => b - a));
        for (const { size, topic } of ranked)
          expect([size >= 0 && size <= 10_000, headlineTopics.includes(topic)]).toEqual([true, true]);
      }),
    );
  });
});
