import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SettledBand } from '../../engine/account/health-state.ts';
import { healthBands } from '../../engine/definition/health-model.ts';
import { shippedRules } from '../../engine/definition/health-rules.ts';
import { bandOf } from '../../engine/health/health-score.ts';
import { settleBand } from '../../engine/health/settle-band.ts';

const shipped = shippedRules.thresholds.bands;

/** Bands after each of the scores, one a week. */
const bands = (...scores: (number | { score: number; confidence: number })[]) => {
  let settled: SettledBand = { band: null, lay: null };
  return scores.map(each => {
    settled = settleBand(settled, typeof each === 'number' ? { score: each, confidence: 100 } : each, shipped);
    return settled.band;
  });
};

describe('the band of an account', () => {
  it('is that of the first score', () => {
    expect(bands(49)).toEqual(['red']);
    expect(bands(80)).toEqual(['green']);
  });

  it('moves at once when the score lies three points past a border', () => {
    expect(bands(85, 77)).toEqual(['green', 'yellow']);
    expect(bands(70, 83)).toEqual(['yellow', 'green']);
    expect(bands(70, 47)).toEqual(['yellow', 'red']);
    expect(bands(30, 53)).toEqual(['red', 'yellow']);
  });

  it('moves only with the second score in a row when it lies nearer', () => {
    expect(bands(85, 78, 78)).toEqual(['green', 'green', 'yellow']);
    expect(bands(70, 82, 80)).toEqual(['yellow', 'yellow', 'green']);
    expect(bands(70, 49, 48)).toEqual(['yellow', 'yellow', 'red']);
    expect(bands(30, 50, 50)).toEqual(['red', 'red', 'yellow']);
  });

  it('stays when the score swings around the border', () => {
    expect(bands(80, 79, 80, 79, 81, 78)).toEqual(['green', 'green', 'green', 'green', 'green', 'green']);
  });

  it('goes as far at once as the score is past the margin, and the rest with the second one', () => {
    expect(bands(90, 49, 49)).toEqual(['green', 'yellow', 'red']);
    expect(bands(90, 20)).toEqual(['green', 'red']);
  });

  it('does not move by a score of less than 60 % of the weight, which counts as none', () => {
    expect(bands({ score: 20, confidence: 59 })).toEqual([null]);
    expect(bands(90, { score: 20, confidence: 59 })).toEqual(['green', 'green']);
    expect(bands(90, { score: 20, confidence: 60 })).toEqual(['green', 'red']);
    expect(bands(85, 79, { score: 90, confidence: 40 }, 79)).toEqual(['green', 'green', 'green', 'yellow']);
  });

  it('is not kept on the word of another profile', () => {
    const before: SettledBand = { band: 'red', lay: 'red' };
    const unknown = { score: 17, confidence: 30 };
    expect(settleBand(before, unknown, shipped, true)).toEqual(before);
    expect(settleBand(before, { score: null, confidence: 100 }, shipped)).toEqual(before);
    expect(settleBand(before, unknown, shipped, false)).toEqual({ band: null, lay: null });
    expect(settleBand(before, { score: 17, confidence: 60 }, shipped, false)).toEqual(before);
  });

  it('never moves past the score, nor away from it, and follows a steady score within two weeks', () => {
    const score = fc.integer({ min: 0, max: 100 });
    fc.assert(
      fc.property(fc.array(score, { minLength: 1, maxLength: 20 }), score, (before, steady) => {
        const seen = bands(...before, steady, steady);
        expect(seen.at(-1)).toBe(bandOf(steady, shipped));
        [...before, steady].forEach((each, index) => {
          if (index === 0) return;
          const [was, is, lies] = [seen[index - 1], seen[index], bandOf(each, shipped)].map(band =>
            healthBands.indexOf(band ?? 'red'),
          );
          const [low, high] = [was ?? 0, lies ?? 0].sort();
          expect(is).toBeGreaterThanOrEqual(low ?? 0);
          expect(is).toBeLessThanOrEqual(high ?? 0);
        });
      }),
    );
  });
});
