import type { Condition, Value } from '../definition/condition.ts';
import { type Instant, plusSeconds } from '../kernel/instant.ts';
import { usageSince } from './evaluate-condition.ts';
import { epoch } from './windows.ts';

/**
 * How far conditions and values look back at usage, in seconds before they are evaluated; nothing when they look at none. Without
 * an enrollment each window moves along with that instant, so that what is known of a definition holds for every evaluation.
 */
export type LookBack = number | undefined;

/** Of an account, and none of its enrollments. */
export const lookBackOf = (conditions: readonly (Condition | undefined)[], values: readonly Value[] = []): LookBack => {
  const since = usageSince(conditions, values, { now: farAhead });
  if (since === undefined) return undefined;
  return since === epoch ? Number.POSITIVE_INFINITY : (Date.parse(farAhead) - Date.parse(since)) / 1000;
};

/** Windows of any number of days begin behind what counts as the beginning of time. */
const farAhead: Instant = '9000-01-01T00:00:00.000Z';

export const farthest = (lookBacks: readonly LookBack[]): LookBack =>
  lookBacks.reduce(
    (most, each) => (most === undefined || (each !== undefined && each > most) ? each : most),
    undefined,
  );

/** The instant since which usage must be read for an evaluation at `now`. */
export const startOfLookBack = (lookBack: LookBack, now: Instant): Instant | undefined => {
  if (lookBack === undefined) return undefined;
  return lookBack === Number.POSITIVE_INFINITY ? epoch : plusSeconds(now, -lookBack);
};
