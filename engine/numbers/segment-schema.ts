import * as z from 'zod';

/** The output of `daymark segments --json`: each segment's number of accounts, with the funnel of its conditions. */
export const segmentsSchema = z.array(
  z.strictObject({
    segment: z.string(),
    accounts: z.int().nonnegative(),
    /** All accounts except deleted ones. */
    of: z.int().nonnegative(),
    /** In the order of writing; `condition` is in English. The last number equals `accounts`. */
    funnel: z.array(z.strictObject({ condition: z.string(), accounts: z.int().nonnegative() })),
  }),
);
