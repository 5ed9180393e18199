import { describe, expect, it, test } from 'vitest';
import { chiSquaredTail } from '../../engine/numbers/chi-squared-tail.ts';
import { liftInterval, type Reached, widthAt } from '../../engine/numbers/lift-interval.ts';
import { sampleRatio } from '../../engine/numbers/sample-ratio.ts';
import { visibleLift } from '../../engine/numbers/visible-lift.ts';
import { seeded } from '../../engine/sample/random.ts';

// Constants are of Python, scipy 1.17.1. Widths: `scipy.integrate.quad` of exp(l*s - l*l*n/2) over a normal l of
// standard deviation rho, and `scipy.optimize.brentq` for the s at which it is 1/error; s / sqrt(n). Variances: by
// `beta(k + 2, n - k + 2).mean()`. Tails: `chi2.sf`, `chisquare`.

const of = (reached: number, accounts: number): Reached => ({ reached, of: accounts });

describe('an interval that holds at every look', () => {
  test.each([
    [40, 0.05, 3.315712814516433],
    [200, 0.05, 3.0354463966359253],
    [480, 0.05, 3.084974655135175],
    [2_000, 0.05, 3.255360115647404],
    [100_000, 0.05, 3.7923945645294146],
    [200, 0.025, 3.279427719785127],
    [480, 0.05 / 3, 3.456834403369743],
  ])('after %i accounts, with an error of %f, is as wide as the mixture says', (accounts, error, width) => {
    expect(widthAt(accounts, error)).toBeCloseTo(width, 9);
  });

  it('is about as narrow at 200 accounts as any such interval', () => {
    // The least of all tunings, by `scipy.optimize.minimize_scalar`.
    expect(widthAt(200, 0.05) / 3.035122413038449).toBeLessThan(1.001);
  });

  test.each([
    [of(60, 100), of(40, 100), 0.05, [-0.01063218, 0.41063218]],
    [of(300, 1_000), of(250, 1_000), 0.05, [-0.01496993, 0.11496993]],
    [of(0, 200), of(0, 20), 0.05, [-0.18887851, 0.18887851]],
    [of(450, 900), of(30, 100), 0.05, [0.0446752, 0.3553248]],
    [of(450, 900), of(30, 100), 0.025, [0.03312644, 0.36687356]],
    [of(5_000, 10_000), of(4_500, 10_000), 0.05, [0.02477985, 0.07522015]],
  ])('of %o against %o is that of another implementation', (group, against, error, [low, high]) => {
    const interval = liftInterval(group, against, error);
    expect(interval?.[0]).toBeCloseTo(low ?? 0, 7);
    expect(interval?.[1]).toBeCloseTo(high ?? 0, 7);
  });

  it('is not told of fewer than 20 accounts', () => {
    expect(liftInterval(of(19, 19), of(0, 100))).toBeNull();
    expect(liftInterval(of(100, 100), of(0, 19))).toBeNull();
    expect(liftInterval(of(20, 20), of(0, 20))?.[0]).toBeGreaterThan(0);
  });
});

describe('the ratio of groups', () => {
  test.each([
    [3.841458820694124, 1, 0.04999999999999989],
    [0.5, 1, 0.47950012218695337],
    [10.8276, 1, 0.0009999817291816411],
    [13.8155, 2, 0.0010000052789960706],
    [2.5, 4, 0.6446357929354278],
    [5, 7, 0.6599632296942824],
  ])('has the tail of chi squared at %f, %i degrees of freedom', (value, freedom, tail) => {
    expect(chiSquaredTail(value, freedom)).toBeCloseTo(tail, 12);
  });

  it('has it far out, too', () => {
    expect(chiSquaredTail(60, 3) / 5.878230727906921e-13).toBeCloseTo(1, 9);
    expect(chiSquaredTail(0, 3)).toBe(1);
  });

  test.each([
    [[520, 480], [1, 1], 0.20590321073206466],
    [[930, 70], [90, 10], 0.001565402258002549],
    [[300, 310, 390], [1, 1, 1], 0.0006755387751938441],
  ])('of %j accounts drawn by %j is as likely as another implementation says', (sizes, weights, probability) => {
    const groups = sizes.map((size, index) => ({ size, weight: weights[index] ?? 0 }));
    expect(sampleRatio(groups)).toBeCloseTo(probability, 12);
  });

  it('is not told where a group should have fewer than five', () => {
    expect(
      sampleRatio([
        { size: 49, weight: 9 },
        { size: 0, weight: 1 },
      ]),
    ).toBeNull();
  });
});

describe('what an experiment will see', () => {
  it('is seen by four of five that have just that lift', () => {
    const [group, against, rate] = [360, 40, 0.3];
    const lift = visibleLift({ group, against }, rate) ?? 0;
    const random = seeded(7);
    const drawn = (accounts: number, share: number) =>
      of(Array.from({ length: accounts }, () => random.chance(share)).filter(Boolean).length, accounts);
    const seen = Array.from({ length: 2_000 }, () => liftInterval(drawn(group, rate + lift), drawn(against, rate)));
    const share = seen.filter(each => each && each[0] > 0).length / seen.length;
    expect(share).toBeGreaterThan(0.75);
    expect(share).toBeLessThan(0.85);
  });

  it('is less with more accounts, and nothing where there are too few', () => {
    expect(visibleLift({ group: 10, against: 100 }, 0.2)).toBeNull();
    expect(visibleLift({ group: 500, against: 500 }, 0.99)).toBeNull();
    const [few, many] = [100, 1_000].map(each => visibleLift({ group: each, against: each }, 0.2) ?? 1);
    expect(many).toBeLessThan((few ?? 0) / 2.5);
  });
});
