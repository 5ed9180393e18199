import * as z from 'zod';
import { view } from './view.ts';
import { viewerRoles } from './viewer.ts';

/** The signed-in person, and the current time, which differs from the browser's in `daymark dev`. */
export const me = view({
  path: '/v1/me',
  summary: 'Who you are, what you may see, and what time it is',
  roles: viewerRoles,
  query: z.object({}),
  answer: z.object({
    now: z.iso.datetime(),
    email: z.string(),
    roles: z.array(z.enum(viewerRoles)),
    csm: z.object({ id: z.string(), name: z.string() }).exactOptional(),
    /** All CSMs. */
    team: z.array(z.object({ id: z.string(), name: z.string() })),
  }),
  read: async (_, { email, roles, csm, team }, { clock }) => ({
    now: clock.now(),
    email,
    roles: [...roles],
    team: team.map(({ id, name = id }) => ({ id, name })),
    ...(csm && { csm: { id: csm.id, name: csm.name ?? csm.id } }),
  }),
});
