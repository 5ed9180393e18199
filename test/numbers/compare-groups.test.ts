import { describe, expect, test } from 'vitest';
import { plusSeconds } from '../../engine/kernel/instant.ts';
import type { ComparedFacts } from '../../engine/numbers/account-facts.ts';
import { describeBusiness } from '../../engine/numbers/describe-business.ts';
import { reportSchema } from '../../engine/numbers/report-schema.ts';
import { experiment } from '../../engine/steps/experiment/author.ts';
import { email, journeyOf, policy, usedProjects } from '../journey/plain-journey.ts';
import { marchReport, someFacts } from './facts.ts';

const began = '2025-01-10T00:00:00.000Z';
const journey = journeyOf([email('hello')], { id: 'welcome', goal: usedProjects, holdout: 20 });

const accounts = (count: number, reached: number, more: Partial<ComparedFacts> = {}, name = 'a') =>
  Array.from({ length: count }, (_, index) =>
    someFacts(`${name}-${index}`, {
      compared: [
        {
          journey: 'welcome',
          startedAt: plusSeconds(began, index * 6 * 3_600),
          endedAt: plusSeconds(began, index * 6 * 3_600 + 31 * 86_400),
          took: {},
          reached: index < reached,
          ...more,
        },
      ],
    }),
  );

const heldOut = (count: number, reached: number, by: 'journey' | 'policy' = 'journey', more = {}) =>
  accounts(count, reached, { heldOut: by, ...more }, by);

const comparisonsIn = (facts: ReturnType<typeof accounts>, journeys = [journey]) =>
  marchReport(facts, { journeys }).comparisons;

describe('a holdout in the report', () => {
  const [seen] = comparisonsIn([...accounts(160, 80), ...heldOut(40, 8)]);

  test('says how many more reached the goal, in points, with the interval, and in percent', () => {
    expect(seen).toMatchObject({
      journey: 'welcome',
      by: 'journey',
      hidden: false,
      groups: [
        { name: 'held out', share: 20, accounts: 40 },
        { name: 'in the journey', share: 80, accounts: 160 },
      ],
      lifts: [{ group: 'in the journey', against: 'held out', points: 30, relative: 150 }],
    });
    const [low, high] = seen?.lifts[0]?.interval ?? [0, 0];
    expect([low + high, low > 5, low < 12]).toEqual([expect.closeTo(60, 9), true, true]);
    expect(seen?.groups.map(({ reached }) => reached?.length)).toEqual([8, 80]);
  });

  test('says what it will be able to see', () => {
    expect(seen?.foresight).toMatchObject({ rate: 20, perMonth: expect.closeTo(153.14, 1) });
    const points = seen?.foresight?.sees.map(each => each.points ?? 100) ?? [];
    expect(points).toHaveLength(4);
    expect(points).toEqual(points.toSorted((a, b) => b - a));
  });

  test('says so where there are too few accounts to see anything', () => {
    const few = marchReport(
      [...accounts(3, 2), ...heldOut(1, 1), ...accounts(1, 1, { startedAt: '2025-03-09T00:00:00.000Z' }, 'b')],
      { journeys: [journey] },
    );
    expect(JSON.stringify(describeBusiness(few))).toContain(
      'if half of them reach the goal without it, it is too small to show any difference within 24 months.',
    );
  });

  test('hides its results where the groups are not as large as they were drawn', () => {
    const [off] = comparisonsIn([...accounts(160, 80), ...heldOut(80, 8)]);
    expect(off).toMatchObject({
      hidden: true,
      lifts: [],
      groups: [{ counted: null, reached: null }, { counted: null }],
    });
    const text = JSON.stringify(
      describeBusiness(marchReport([...accounts(160, 80), ...heldOut(80, 8)], { journeys: [journey] })),
    );
    expect(text).toContain('results are hidden. 80 : 160 accounts are not the intended 20 : 80');
    expect(text).not.toContain('50 %');
  });

  test('counts an account once, by its first enrollment, and only when those that began with it are over', () => {
    const twice = someFacts('twice', {
      compared: [
        { journey: 'welcome', startedAt: began, endedAt: '2025-01-20T00:00:00.000Z', took: {}, reached: false },
        {
          journey: 'welcome',
          startedAt: '2025-02-01T00:00:00.000Z',
          endedAt: '2025-02-02T00:00:00.000Z',
          took: {},
          reached: true,
        },
      ],
    });
    const early = { startedAt: '2025-03-20T00:00:00.000Z', endedAt: '2025-03-21T00:00:00.000Z' };
    const under = { startedAt: '2025-03-01T00:00:00.000Z', endedAt: '2025-05-01T00:00:00.000Z' };
    const [counted] = comparisonsIn([
      twice,
      ...accounts(1, 1),
      ...accounts(3, 3, early, 'left-early'),
      ...accounts(2, 2, under, 'under-way'),
      ...accounts(4, 4, { journey: 'another' }, 'elsewhere'),
    ]);
    expect(counted?.groups[1]).toMatchObject({ accounts: 7, counted: ['a-0', 'twice'], reached: ['a-0'] });
  });

  test('leaves an enrollment that failed where it is: its goal was not reached', () => {
    const failed = someFacts('failed', {
      compared: [{ journey: 'welcome', startedAt: began, endedAt: began, took: {} }],
    });
    expect(comparisonsIn([failed])[0]?.groups[1]).toMatchObject({ counted: ['failed'], reached: [] });
  });

  test('of the policy leaves out those that the journey holds back, and the other way round', () => {
    const both = journeyOf([email('hello')], { ...journey, policy: { ...policy, holdout: 50 } });
    const facts = [...accounts(80, 40), ...heldOut(20, 0), ...heldOut(100, 0, 'policy')];
    const [own, ofAll] = comparisonsIn(facts, [both]);
    expect(own?.groups.map(group => [group.share, group.accounts])).toEqual([
      [20, 20],
      [80, 80],
    ]);
    expect(ofAll?.by).toBe('policy');
    expect(ofAll?.groups.map(group => Math.round(group.share))).toEqual([56, 44]);
    expect(ofAll?.groups.map(group => group.accounts)).toEqual([100, 80]);
  });

  test('that a journey without a goal has is not there', () => {
    const { goal: _, ...without } = journey;
    expect(comparisonsIn(accounts(9, 0), [without])).toEqual([]);
  });
});

describe('an experiment in the report', () => {
  const tone = (holdout: number) =>
    journeyOf(
      [
        experiment('tone', {
          variants: { short: { weight: 1, steps: [] }, long: { weight: 1, steps: [] } },
          holdout,
        }),
      ],
      { id: 'welcome', goal: usedProjects },
    );
  const took = (arm: string, reached: number, more = {}) =>
    accounts(50, reached, { took: { tone: arm }, ...more }, arm);

  test('compares each variant with those that got none, all of them at 95 % together', () => {
    const [seen] = comparisonsIn([...took('short', 20), ...took('long', 25), ...took('holdout', 10)], [tone(1)]);
    expect(seen?.lifts.map(({ group, against, points }) => [group, against, points])).toEqual([
      ['short', 'holdout', 20],
      ['long', 'holdout', 30],
    ]);
    const width = ([low, high]: readonly [number, number] = [0, 0]) => high - low;
    const [alone] = comparisonsIn([...took('short', 10), ...took('long', 25)], [tone(0)]);
    expect(width(seen?.lifts[1]?.interval)).toBeGreaterThan(1.05 * width(alone?.lifts[0]?.interval));
  });

  test('without a holdout compares with the first variant', () => {
    const [seen] = comparisonsIn([...took('short', 20), ...took('long', 25)], [tone(0)]);
    expect(seen?.lifts).toMatchObject([{ group: 'long', against: 'short', points: expect.closeTo(10, 9) }]);
    expect(seen).toMatchObject({ by: 'experiment', step: 'tone' });
  });

  test('is of accounts that are in no holdout, and that came to its step', () => {
    const facts = [
      ...took('short', 20),
      ...took('long', 25),
      ...took('(skipped)', 50),
      ...heldOut(9, 9, 'policy', { took: { tone: 'long' } }),
    ];
    const [seen] = comparisonsIn(facts, [tone(0)]);
    expect(seen?.groups.map(group => group.accounts)).toEqual([50, 50]);
  });
});

test('comparisons are printed, and are what the schema of --json says', () => {
  const report = marchReport([...accounts(160, 80), ...heldOut(40, 8)], { journeys: [journey] });
  expect(reportSchema.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
  const section = describeBusiness(report).find(({ title }) => title === 'Holdouts and experiments');
  expect(section?.rows.slice(1)).toEqual([
    ['welcome: holdout', 'held out', '40', '40', '8 of 40, 20 %', '', '', ''],
    [
      '',
      'in the journey',
      '160',
      '160',
      '80 of 160, 50 %',
      '+30',
      expect.stringMatching(/^\+[\d.]+ to \+[\d.]+$/),
      '+150 %',
    ],
  ]);
  expect(section?.notes.join('\n')).toMatch(
    /welcome: holdout: with 153\.\d accounts a month, of which 20 % reach the goal without it, it can show a difference of [\d.]+ points after 3 months, .* and no smaller one\./,
  );
});
