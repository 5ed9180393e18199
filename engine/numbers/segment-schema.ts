import * as z from 'zod';

/** The output of `daymark segments --json`: of each segment its accounts, of how many there are, and how many each condition leaves. */
export const segmentsSchema = z.array(
  z.strictObject({
    segment: z.string(),
    accounts: z.int().nonnegative(),
    /** All accounts but deleted ones. */
    of: z.int().nonnegative(),
    /** In the order of writing, `condition` in English; the last has `accounts`. */
    funnel: z.array(z.strictObject({ condition: z.string(), accounts: z.int().nonnegative() })),
  }),
);
