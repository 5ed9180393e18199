import { destinationOf } from '../adapters/aws/poster.ts';
import type { Destinations } from '../adapters/aws/settings.ts';
import type { CrmName } from '../connectors/crms.ts';
import type { Poster } from '../ports/poster.ts';

/** A post that a destination accepted. */
export interface TakenPost {
  kind: 'slack' | 'webhook' | CrmName;
  name: string;
  body: unknown;
  /** Webhooks only; a post with a key seen before is dropped. */
  idempotencyKey?: string;
}

/** Configured destinations, which accept every post. */
export const memoryPoster = (destinations: Destinations, taken: TakenPost[]): Poster => ({
  post: async ({ kind, name }, body, idempotencyKey) => {
    const { secret } = destinationOf(destinations, kind, name);
    const isRepeated = secret !== undefined && taken.some(post => post.idempotencyKey === idempotencyKey);
    if (!isRepeated)
      taken.push({ kind, name, body: JSON.parse(JSON.stringify(body)), ...(secret && { idempotencyKey }) });
  },
});
