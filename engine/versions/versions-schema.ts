import * as z from 'zod';

const share = z.int().min(0).max(100);
const count = z.int().nonnegative();

/** `daymark versions <journey> --json`: the newest version first. */
export const versionsSchema = z.strictObject({
  journey: z.string(),
  newest: z.string(),
  before: z.string().exactOptional(),
  /** Reason for the share, if Daymark or an operator gave one. */
  why: z.string().exactOptional(),
  versions: z.array(
    z.strictObject({
      version: z.string(),
      /** Percent of accounts that begin in this version. */
      share,
      since: z.iso.datetime().exactOptional(),
      /** Active enrollments. */
      active: count,
      /** Figures of the latest 100 enrollments that began while two versions were compared. */
      compared: z.strictObject({ began: count, failed: count, held: count, complained: count, unsubscribed: count }),
    }),
  ),
});
