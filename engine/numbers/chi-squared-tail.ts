/** Natural logarithm of the gamma function for x > 0, to about 14 digits: the Lanczos series with g = 7 and 9 terms. */
const logGamma = (x: number): number => {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const sum = lanczos.reduce((total, term, index) => total + term / (x - 1 + index + 1), firstTerm);
  const base = x - 1 + 7.5;
  return Math.log(2 * Math.PI) / 2 + (x - 0.5) * Math.log(base) - base + Math.log(sum);
};

const firstTerm = 0.99999999999980993;
const lanczos = [
  676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
  -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** Probability that a chi-squared value is at least this large by chance. @param freedom at least 1 */
export const chiSquaredTail = (value: number, freedom: number): number => {
  const [a, x] = [freedom / 2, value / 2];
  if (x <= 0) return 1;
  const scale = Math.exp(a * Math.log(x) - x - logGamma(a));
  return x < a + 1 ? 1 - scale * lowerSeries(a, x) : scale * upperFraction(a, x);
};

/** The lower incomplete gamma function by its series, for small x. */
const lowerSeries = (a: number, x: number): number => {
  let [term, sum] = [1 / a, 1 / a];
  for (let n = 1; n < mostTerms && term > sum * precision; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return sum;
};

/** The upper incomplete gamma function by its continued fraction, with Lentz's method. */
const upperFraction = (a: number, x: number): number => {
  let b = x + 1 - a;
  let [c, d] = [1 / tiny, 1 / b];
  let whole = d;
  for (let n = 1; n < mostTerms; n++) {
    const an = -n * (n - a);
    b += 2;
    d = 1 / (an * d + b || tiny);
    c = b + an / c || tiny;
    whole *= d * c;
    if (Math.abs(d * c - 1) < precision) break;
  }
  return whole;
};

const mostTerms = 1_000;
const precision = 1e-15;
const tiny = 1e-300;
