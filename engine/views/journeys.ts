import * as z from 'zod';
import { paceOf, totalSums, versionsOf } from '../counts/overview.ts';
import { journeyStates, journeyTotals, stateOf, totalsShown } from './journey-state.ts';
import { view } from './view.ts';

/** Every deployed journey, with its counts and switches. */
export const journeys = view({
  path: '/v1/journeys',
  summary: 'Every journey: how many are in it, how it ends, and whether it still enrolls',
  roles: ['csm', 'lead', 'marketer'],
  query: z.object({}),
  answer: z.object({
    journeys: z.array(
      journeyTotals.extend({
        id: z.string(),
        title: z.string(),
        state: z.enum(journeyStates),
        /** UTC day of the last enrollment. */
        last: z.iso.date().exactOptional(),
        usualGapDays: z.int().exactOptional(),
        /** The last enrollment is more than twice the usual gap ago. */
        isQuiet: z.boolean(),
        /** Versions with enrollments in flight, the live one first. */
        inFlight: z.array(z.object({ version: z.string(), isLive: z.boolean(), running: z.int() })),
      }),
    ),
  }),
  leadsTo: ({ journeys: listed }) =>
    listed.flatMap(({ id, inFlight }) =>
      inFlight.flatMap(({ version }) => [
        ['/v1/journeys/{id}', { id, version }] as const,
        ['/v1/journeys/{id}/accounts', { id, version, of: 'running' }] as const,
      ]),
    ),
  read: async (_, __, { build, clock, journeyCounts, switches }) => {
    const now = clock.now();
    const [all, stopped] = await Promise.all([build.journeys(), switches.read(now)]);
    return {
      journeys: await Promise.all(
        all.map(async ({ id, title, hash }) => {
          const sums = await journeyCounts.sums(id);
          return {
            id,
            title,
            state: stateOf(id, stopped),
            ...totalsShown(totalSums(sums)),
            ...paceOf(sums, now.slice(0, 10)),
            inFlight: versionsOf(sums, hash).flatMap(({ version, isLive, total: { running } }) =>
              running > 0 ? [{ version, isLive, running }] : [],
            ),
          };
        }),
      ),
    };
  },
});
