import * as z from 'zod';
import { notThere } from './answer-view.ts';
import { view } from './view.ts';
import { viewerRoles } from './viewer.ts';

/** The drawing of a journey, as `daymark graph` draws it. Pages paint over it. */
export const picture = view({
  path: '/v1/journeys/{id}/picture',
  summary: 'A journey drawn, as SVG whose shapes name their steps',
  roles: viewerRoles,
  query: z.object({ id: z.string() }),
  answer: z.object({
    id: z.string(),
    title: z.string(),
    /** The version that is drawn: the one that enrolls. */
    version: z.string(),
    /** A box is `g[data-step]`, an arrow `g[data-from][data-to]`. Absent where this build drew none. */
    svg: z.string().exactOptional(),
    /** Its English, a heading and its lines each. */
    english: z.string().exactOptional(),
  }),
  kept: ({ journeys }) => journeys.map(id => ({ id })),
  read: async ({ id }, _, { build }) => {
    const journey = (await build.journeys()).find(each => each.id === id);
    if (!journey) throw notThere();
    const drawn = await build.picture(id);
    return { id, title: journey.title, version: journey.hash, ...drawn };
  },
});
