import * as z from 'zod';
import { actedFrom } from '../account/audit-line.ts';
import { actorIn } from './account-notes.ts';
import { backwards, nextCursor, placeIn } from './page-cursor.ts';
import { view } from './view.ts';

const answer = z.object({
  lines: z.array(
    z.object({
      id: z.string(),
      at: z.iso.datetime(),
      by: z.object({ id: z.string(), name: z.string() }),
      from: z.enum(actedFrom),
      /** Such as `task.resolve`, `journey.pause`. */
      action: z.string(),
      account: z.string().exactOptional(),
      journey: z.string().exactOptional(),
      task: z.string().exactOptional(),
      step: z.string().exactOptional(),
      details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).exactOptional(),
    }),
  ),
  next: z.string().exactOptional(),
});

const query = z.object({ id: z.string(), ...backwards });

export const accountAudit = view({
  path: '/v1/accounts/{id}/audit',
  summary: 'Who did what with an account and its tasks, the latest first',
  roles: ['csm', 'lead'],
  query,
  answer,
  read: async ({ id, limit, cursor }, { team }, { audit }) => {
    const { lines, isLast } = await audit.ofAccount(id, { limit, ...placeIn(cursor) });
    return { lines: lines.map(line => ({ ...line, by: actorIn(line.by, team) })), ...nextCursor(lines.at(-1), isLast) };
  },
});

export const journeyAudit = view({
  path: '/v1/journeys/{id}/audit',
  summary: 'Who did what with a journey, the latest first',
  roles: ['lead', 'marketer'],
  query,
  answer,
  read: async ({ id, limit, cursor }, { team }, { audit }) => {
    const { lines, isLast } = await audit.ofJourney(id, { limit, ...placeIn(cursor) });
    return { lines: lines.map(line => ({ ...line, by: actorIn(line.by, team) })), ...nextCursor(lines.at(-1), isLast) };
  },
});
