import * as z from 'zod';

/** The output of `daymark campaign --json`. */
export const campaignSchema = z.strictObject({
  campaign: z.string(),
  /** The moment in the earliest time zone, and in the latest. */
  first: z.iso.datetime(),
  last: z.iso.datetime(),
  /** All accounts except those that have left. */
  accounts: z.int().nonnegative(),
  /** Accounts that would enter as of now. */
  inSegment: z.int().nonnegative(),
  /** Accounts waiting for their moment, when the audience is checked. */
  waiting: z.int().nonnegative(),
  /** Ids of accounts not evaluated since it was deployed: that happens with their next event or weekly evaluation. */
  unmet: z.array(z.string()),
});
