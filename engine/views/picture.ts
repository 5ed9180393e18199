import * as z from 'zod';
import { notThere } from './answer-view.ts';
import { view } from './view.ts';
import { viewerRoles } from './viewer.ts';

/** The drawing of a journey, as by `daymark graph`. Pages add counts and highlights. */
export const picture = view({
  path: '/v1/journeys/{id}/picture',
  summary: 'A journey drawn, as SVG whose shapes name their steps',
  roles: viewerRoles,
  query: z.object({ id: z.string() }),
  answer: z.object({
    id: z.string(),
    title: z.string(),
    /** The version drawn: the live one. */
    version: z.string(),
    /** A box is `g[data-step]`, an arrow `g[data-from][data-to]`. Absent if the build has no pictures. */
    svg: z.string().exactOptional(),
    /** The journey in plain English, as by `daymark explain`. */
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
