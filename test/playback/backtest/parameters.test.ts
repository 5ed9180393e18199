import { describe, expect, it } from 'vitest';
import type { Condition } from '../../../engine/definition/condition.ts';
import { parametersIn, withNumber } from '../../../engine/playback/backtest/parameters.ts';
import { usualValues, valuesIn } from '../../../engine/playback/backtest/range.ts';

const drops: Condition = { kind: 'consecutiveDrops', event: 'Signed In', weeks: 3, basisPoints: 4000, least: 5 };
const below: Condition = { ...drops, kind: 'sustainedBelowBaseline', basisPoints: 6000, baselineWeeks: 4 };

describe('the parameters of a condition', () => {
  it('are the numbers of its comparisons, the compared one first, and after their kind where two have one name', () => {
    const told = parametersIn({ kind: 'any', of: [drops, { kind: 'segment', name: 's', of: below }, drops] });
    expect(told.map(({ name, today }) => `${name} ${today}`)).toEqual([
      'by 0.4',
      'consecutiveDrops.weeks 3',
      'consecutiveDrops.atLeast 5',
      'share 0.6',
      'sustainedBelowBaseline.weeks 3',
      'baselineWeeks 4',
      'sustainedBelowBaseline.atLeast 5',
    ]);
  });

  it('are told apart by number where even the kind is the same, and are none of what is no number', () => {
    const count = (event: string): Condition => ({
      kind: 'count',
      event,
      window: { kind: 'ever' },
      comparison: 'atLeast',
      value: 2,
    });
    const health: Condition = { kind: 'attribute', name: 'health', comparison: 'is', value: 'red' };
    expect(parametersIn({ kind: 'all', of: [count('A'), count('B'), health] }).map(({ name }) => name)).toEqual([
      'count.threshold',
      'count.threshold-2',
    ]);
  });

  it('are changed wherever the journey says the same comparison, and nowhere else', () => {
    const [by] = parametersIn({ kind: 'any', of: [drops, below] });
    if (by === undefined) throw new Error('no parameter');
    const journey = {
      enroll: { when: { kind: 'any', of: [drops, below] } },
      steps: [{ when: { kind: 'not', of: { ...drops } } }, { least: 4000 }],
    };
    const other = { ...drops, basisPoints: 3500 };
    expect(withNumber(journey, by, 0.35)).toEqual({
      enroll: { when: { kind: 'any', of: [other, below] } },
      steps: [{ when: { kind: 'not', of: other } }, { least: 4000 }],
    });
  });
});

describe('the values of a range', () => {
  const share = { name: 'by', unit: 'share', today: 0.4 } as const;
  const days = { name: 'days', unit: 'days', today: 14 } as const;

  it('go by steps without what floats leave behind, with today among them', () => {
    expect(valuesIn('0.3..0.6:0.1', share)).toEqual({ values: [0.3, 0.4, 0.5, 0.6] });
    expect(valuesIn('0.25..0.45:0.1', share)).toEqual({ values: [0.25, 0.35, 0.4, 0.45] });
    expect(valuesIn('0.3..0.7', share)).toEqual({ values: [0.3, 0.4, 0.5, 0.6, 0.7] });
    expect(valuesIn('7..14', days)).toEqual({ values: [7, 9, 11, 13, 14] });
    expect(valuesIn('20', days)).toEqual({ values: [14, 20] });
    expect(valuesIn('-0.4..-0.2:0.1', { name: 'threshold', unit: 'number', today: -0.2 })).toEqual({
      values: [-0.4, -0.3, -0.2],
    });
  });

  it.each([
    ['much', share, 'a range of'],
    ['0.6..0.3', share, 'a range of'],
    ['0.3..0.6:0', share, 'a range of'],
    ['0.3..0.6:0.5', share, 'a range of'],
    ['1.2.3', share, 'a range of'],
    ['0..1:0.01', share, '101 values'],
    ['0..0.2:0.1', share, "0 isn't a valid"],
    ['7..9:0.5', days, "7.5 isn't a valid"],
    ['0', days, "0 isn't a valid"],
  ] as const)('"%s" is refused', (text, parameter, what) =>
    expect(valuesIn(text, parameter)).toMatchObject({ what: expect.stringContaining(what), fix: expect.any(String) }),
  );

  it('lie around the one of today where none are asked for', () => {
    expect(usualValues(share)).toEqual([0.2, 0.3, 0.4, 0.5, 0.6]);
    expect(usualValues({ ...share, today: 0.1 })).toEqual([0.1, 0.2, 0.3]);
    expect(usualValues(days)).toEqual([7, 11, 14, 21, 28]);
    expect(usualValues({ name: 'weeks', unit: 'weeks', today: 1 })).toEqual([1, 2, 3]);
    expect(usualValues({ name: 'threshold', unit: 'number', today: -0.2 })).toEqual([-0.3, -0.25, -0.2, -0.15, -0.1]);
  });
});
