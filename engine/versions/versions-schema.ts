import * as z from 'zod';

const share = z.int().min(0).max(100);
const count = z.int().nonnegative();

/** `daymark versions <journey> --json`: the newest version first. */
export const versionsSchema = z.strictObject({
  journey: z.string(),
  newest: z.string(),
  before: z.string().exactOptional(),
  /** Why the share is what it is, where Daymark or an operator said so. */
  why: z.string().exactOptional(),
  versions: z.array(
    z.strictObject({
      version: z.string(),
      /** Percent of accounts that begin in it. */
      share,
      since: z.iso.datetime().exactOptional(),
      /** Active enrollments. */
      active: count,
      /** Of the latest 100 enrollments that began while two versions were compared: how many failed, had a touch held, and so on. */
      compared: z.strictObject({ began: count, failed: count, held: count, complained: count, unsubscribed: count }),
    }),
  ),
});
