/**
 * Wilson's score interval of a share at 95 %, in percent: it stays within 0 and 100, and is accurate for few cases and
 * for shares near 0 and 100, unlike the normal approximation. @param of at least 1
 * @see https://www.itl.nist.gov/div898/handbook/prc/section2/prc241.htm
 */
export const interval95 = (part: number, of: number): readonly [low: number, high: number] => {
  const share = part / of;
  const spread = (z * z) / of;
  const middle = share + spread / 2;
  const half = z * Math.sqrt((share * (1 - share) + spread / 4) / of);
  const limit = (value: number) => Math.min(100, Math.max(0, (100 * value) / (1 + spread)));
  return [part === 0 ? 0 : limit(middle - half), part === of ? 100 : limit(middle + half)];
};

/** The 97.5 % quantile of the standard normal distribution. */
const z = 1.959963984540054;
