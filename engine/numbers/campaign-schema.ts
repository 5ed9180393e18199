import * as z from 'zod';

/** The output of `daymark campaign --json`. */
export const campaignSchema = z.strictObject({
  campaign: z.string(),
  /** When it comes for the first account of the world, and for the last one. */
  first: z.iso.datetime(),
  last: z.iso.datetime(),
  /** All but those that have left. */
  accounts: z.int().nonnegative(),
  /** Would enter by what is known now. */
  inSegment: z.int().nonnegative(),
  /** Wait for their time to be judged. */
  waiting: z.int().nonnegative(),
  /** Ids of those that have not met it, and would only with their next event or weekly evaluation. */
  unmet: z.array(z.string()),
});
