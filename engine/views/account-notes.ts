import * as z from 'zod';
import { csmOf, type Team } from '../definition/team.ts';
import { backwards, nextCursor, placeIn } from './page-cursor.ts';
import { view } from './view.ts';

export const accountNotes = view({
  path: '/v1/accounts/{id}/notes',
  summary: 'What people of the team wrote about an account, the latest first',
  roles: ['csm', 'lead'],
  query: z.object({ id: z.string(), ...backwards }),
  answer: z.object({
    notes: z.array(
      z.object({
        id: z.string(),
        at: z.iso.datetime(),
        by: z.object({ id: z.string(), name: z.string() }),
        about: z.string().exactOptional(),
        task: z.string().exactOptional(),
        /** Absent if the person it was about was erased. */
        text: z.string().exactOptional(),
      }),
    ),
    next: z.string().exactOptional(),
  }),
  read: async ({ id, limit, cursor }, { team }, { notes }) => {
    const page = await notes.ofAccount(id, { limit, ...placeIn(cursor) });
    return {
      notes: page.notes.map(({ account: _, by, ...note }) => ({ ...note, by: actorIn(by, team) })),
      ...nextCursor(page.notes.at(-1), page.isLast),
    };
  },
});

export const actorIn = (id: string, team: Team) => ({ id, name: csmOf(id, team)?.name ?? id });
