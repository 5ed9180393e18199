import { destinationOf } from '../adapters/aws/poster.ts';
import type { Destinations } from '../adapters/aws/settings.ts';
import type { CrmName } from '../connectors/crms.ts';
import type { Poster } from '../ports/poster.ts';

/** A post that a destination took. */
export interface TakenPost {
  kind: 'slack' | 'webhook' | CrmName;
  name: string;
  body: unknown;
  /** Of webhooks, which drop a repeated one. */
  idempotencyKey?: string;
}

/** Destinations that take every post, if they are configured. */
export const memoryPoster = (destinations: Destinations, taken: TakenPost[]): Poster => ({
  post: async ({ kind, name }, body, idempotencyKey) => {
    const { secret } = destinationOf(destinations, kind, name);
    const isRepeated = secret !== undefined && taken.some(post => post.idempotencyKey === idempotencyKey);
    if (!isRepeated)
      taken.push({ kind, name, body: JSON.parse(JSON.stringify(body)), ...(secret && { idempotencyKey }) });
  },
});
