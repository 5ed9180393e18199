import * as z from 'zod';
import type { Instant } from '../kernel/instant.ts';
import { RefusedRequest } from '../kernel/refused-request.ts';

/** Query parameters of lists that go back in time. */
export const backwards = {
  limit: z.coerce.number('must be a number').int().min(1).max(100).default(50),
  /** `next` of the previous page. */
  cursor: z.string().max(1_000).optional(),
};

interface Place {
  at: Instant;
  id: string;
}

/** @throws RefusedRequest */
export const placeIn = (cursor: string | undefined): { before?: Place } => {
  if (cursor === undefined) return {};
  const [at = '', ...rest] = Buffer.from(cursor, 'base64url').toString('utf8').split(' ');
  if (z.iso.datetime().safeParse(at).success && rest.length > 0) return { before: { at, id: rest.join(' ') } };
  throw new RefusedRequest('invalid_request', 'cursor: is not the next of a page', { field: 'cursor' });
};

/** No `next` on the last page. */
export const nextCursor = (last: Place | undefined, isLast: boolean): { next?: string } =>
  isLast || last === undefined ? {} : { next: Buffer.from(`${last.at} ${last.id}`).toString('base64url') };
