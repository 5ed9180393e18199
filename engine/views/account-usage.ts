import * as z from 'zod';
import type { AccountSnapshot } from '../account/account.ts';
import type { Figures } from '../account/medians.ts';
import { accountTimezone } from '../account/profile.ts';
import { localDate, startOfDay } from '../definition/calendar.ts';
import type { CatalogData } from '../definition/catalog.ts';
import { mondayOf, plusDays } from '../definition/dates.ts';
import { figureName } from '../definition/figure-name.ts';
import { featureFigure, featureWeeks } from '../definition/figures.ts';
import { asTitle } from '../kernel/as-title.ts';
import type { Instant } from '../kernel/instant.ts';

export const weeksShown = 12;

export const featureUse = z.object({
  feature: z.string(),
  /** The event that counts as a use. */
  event: z.string(),
  title: z.string(),
  /** Uses in each complete week of the account's zone, the oldest first. */
  weeks: z.array(z.int()),
  /** Uses in all of these weeks. */
  total: z.int(),
  /** Median uses a week of accounts on the same plan, over the last four weeks; absent with too few accounts. */
  median: z.number().exactOptional(),
  /** This account's uses a week over the same weeks. */
  recently: z.number(),
});

/** Each key feature, in the catalog's order. */
export const accountUsage = (
  { profile, usage, medians }: Pick<AccountSnapshot, 'profile' | 'usage'> & { medians?: Figures },
  { features }: Pick<CatalogData, 'features'>,
  now: Instant,
): z.input<typeof featureUse>[] => {
  const timezone = accountTimezone(profile);
  const monday = mondayOf(localDate(now, timezone));
  const begins = Array.from({ length: weeksShown + 1 }, (_, n) =>
    startOfDay(plusDays(monday, 7 * (n - weeksShown)), timezone),
  );
  return Object.entries(features).map(([feature, event]) => {
    const marks = usage.of(event);
    const weeks = begins.slice(1).map((end, n) => marks.count(begins[n] ?? '', end));
    const median = medians?.[figureName(featureFigure(event))];
    return {
      ...{ feature, event },
      title: asTitle(feature),
      weeks,
      total: weeks.reduce((sum, each) => sum + each, 0),
      ...(median !== undefined && { median: perWeek(median) }),
      recently: perWeek(weeks.slice(-featureWeeks).reduce((sum, each) => sum + each, 0)),
    };
  });
};

/** Uses a week, rounded to one decimal. */
const perWeek = (count: number): number => Math.round((10 * count) / featureWeeks) / 10;
