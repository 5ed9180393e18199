import * as z from 'zod';
import { totalSums, versionsOf } from '../counts/overview.ts';
import type { SumsOfDay } from '../counts/sums-by-day.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import { versionChanges } from '../diff/words/version-changes.ts';
import { journeyTotals, totalsShown } from './journey-state.ts';
import type { ViewPorts } from './view.ts';

/** The live version first, then the latest. */
export const versionsShown = z.array(
  journeyTotals.extend({
    version: z.string(),
    isLive: z.boolean(),
    /** UTC day of the last enrollment. */
    lastDay: z.iso.date().exactOptional(),
    /** The older version it is compared with. */
    before: z.string().exactOptional(),
    /** Changes since `before` in words, of a step or the whole journey. Absent if a definition is no longer stored. */
    changes: z.array(z.object({ step: z.string().exactOptional(), text: z.string() })).exactOptional(),
  }),
);

/** Each version with enrollments, and the live one, with its changes. */
export const versionsIn = async (
  live: JourneyDefinition,
  sums: readonly SumsOfDay[],
  { versions }: Pick<ViewPorts, 'versions'>,
): Promise<z.input<typeof versionsShown>> => {
  const counted = versionsOf(sums, live.hash);
  const unused = { version: live.hash, isLive: true, total: totalSums([]) };
  const all = counted[0]?.isLive ? counted : [unused, ...counted];
  const definitions = await Promise.all(
    all.map(({ version, isLive }) => (isLive ? live : versions.definition(live.id, version))),
  );
  return all.map(({ total, ...which }, n) => {
    const [own, former] = [definitions[n], definitions[n + 1]];
    const before = all[n + 1]?.version;
    return {
      ...which,
      ...totalsShown(total),
      ...(before !== undefined && { before }),
      ...(own && former && { changes: versionChanges(former, own) }),
    };
  });
};
